/**
 * The style of all that is printed: A4, black on white, nothing told by colour alone, letters of a size that a tired
 * eye reads. On a screen it looks like the sheet.
 */
export const PAPER = `
@page{size:A4;margin:12mm 13mm 15mm;@bottom-left{font:8pt sans-serif;vertical-align:top;padding-top:2mm}
@bottom-right{font:8pt sans-serif;vertical-align:top;padding-top:2mm;width:28mm;white-space:nowrap;text-align:right}}
*{box-sizing:border-box}
html{background:#fff;color:#000}
body{margin:0;font:9.5pt/1.3 "Liberation Sans",Arial,Helvetica,sans-serif;overflow-wrap:anywhere}
h1,h2,h3,p,ul,dl,dd,figure{margin:0;padding:0}
h2{font-size:10.5pt;margin:3mm 0 1mm;padding-bottom:.5mm;border-bottom:.5pt solid #000;break-after:avoid}
ul{list-style:none}
bdi{unicode-bidi:isolate}
table{width:100%;border-collapse:collapse}
thead{display:table-header-group}
th,td{text-align:left;vertical-align:top;padding:.7mm 1.5mm .7mm 0;border-bottom:.25pt solid #777}
th{font-size:8pt;font-weight:bold}
tr,li{break-inside:avoid}
.number{text-align:right;white-space:nowrap}
.nowrap{white-space:nowrap}
.small{font-size:8.5pt}
.columns{display:flex;gap:6mm}.columns>*{flex:1 1 0;min-width:0}
.together{break-inside:avoid}
.notice{border:1.5pt solid #000;padding:1.5mm 2.5mm;margin-top:2.5mm;break-inside:avoid}
.notice h2{border:0;margin:0;padding:0;font-size:11pt}
.loud{border-width:3pt}
.flag{display:inline-block;border:.75pt solid #000;padding:0 1mm;font-size:7.5pt;font-weight:bold;white-space:nowrap;margin:0 .7mm 0 0}
.identity h1{font-size:17pt;line-height:1.15}.identity .called{font-weight:normal;font-size:13pt}
.substance{font-size:11pt}
.in-two{columns:2;column-gap:6mm}
.values li{display:flex;gap:2mm;align-items:baseline;border-bottom:.25pt solid #777}.values li>:first-child{flex:1}
.score{font-size:11pt;margin-bottom:1mm}
.contacts td:nth-child(1){width:36%}.contacts td:nth-child(2){width:28%}
.medicines th:nth-child(1){width:34%}.medicines th:nth-child(2){width:16%}.medicines th:nth-child(4){width:19%}
.as-of{margin-top:3mm}
.lines{white-space:pre-line}
.withheld{font-style:italic}
.register{margin-top:3mm;table-layout:fixed}.register .number{padding-right:3mm}.register thead .head{font-size:10.5pt;border-bottom:1pt solid #000;padding-top:1mm}
.register .wrong .said{text-decoration:line-through}
.register col:nth-child(1){width:3.5%}.register col:nth-child(2),.register col:nth-child(3){width:11.5%}
.register col:nth-child(4),.register col:nth-child(7){width:9.5%}.register col:nth-child(5),.register col:nth-child(6){width:6.5%}
.register col:nth-child(8),.register col:nth-child(9){width:9%}
.signatures{margin-top:5mm}.signatures td{height:11mm;width:33%;vertical-align:bottom;border-bottom:.5pt solid #000}
.signatures td+td{border-left:6mm solid #fff}
.sheet>thead>tr>th,.sheet>tbody>tr>td{padding:0;border:0;font-weight:normal}.sheet>tbody>tr{break-inside:auto}.sheet+.sheet{break-before:page}
.sheet{font-size:8pt;line-height:1.2}.sheet .small{font-size:7.5pt}.sheet .flag{font-size:7pt}
.mar-head{display:flex;flex-wrap:wrap;gap:1.5mm 4mm;font-size:8.5pt;border-bottom:1.5pt solid #000;padding-bottom:1.5mm;margin-bottom:1.5mm}
.mar-head h1{font-size:14pt;line-height:1.15}.mar-head .called{font-weight:normal;font-size:11pt}
.mar-head .who{flex:5}.mar-head .what{flex:3;text-align:right}.mar-head .period{font-size:11pt;font-weight:bold}
.harms{flex:5;border:.75pt solid #000;padding:1mm 2mm;font-size:9pt}.harms.loud{border-width:2.25pt}.harms.long{order:1;flex-basis:100%;font-size:8.5pt}
.grid{table-layout:fixed;margin-bottom:2mm}.grid,.as-needed{width:calc(100% - 1pt)}.grid col.medicine{width:104mm}.grid col.time{width:10mm}
.grid th,.grid td{border:.5pt solid #000;padding:.6mm 1mm}.named{line-height:1.3}.grid th.day{text-align:center}.grid .away th{font-weight:normal;font-style:italic}
.grid tbody.medicine,.as-needed tbody.medicine{break-inside:avoid;border-top:1.25pt solid #000;border-bottom:1.25pt solid #000}
.grid td.time{font-weight:bold;font-size:8.5pt}.cell{text-align:center}.cell.none{color:#555}
.not-taken{display:inline-block;border:1.25pt solid #000;padding:0 .8mm;font-weight:bold;line-height:1.1}
.missed{display:inline-block;border:1.25pt dashed #000;padding:0 1mm;line-height:1.15}.name{font-size:9pt}
.as-needed{margin-bottom:2mm}.as-needed th,.as-needed td{border:.5pt solid #000;padding:.5mm 1mm}.as-needed{table-layout:fixed}.as-needed col.medicine{width:104mm}.as-needed col.date{width:28mm}.as-needed col.dose{width:22mm}.as-needed col.by{width:15mm}.as-needed col.effect{width:38mm}.as-needed col.total{width:28mm}
.back th:first-child{white-space:nowrap}.back h2{font-size:9pt;margin:1.5mm 0 .5mm}.keys{margin-top:2mm;border-top:.75pt solid #000;padding-top:1mm}.keys p{margin-bottom:.7mm}.key{margin-right:3mm}
sup{font-size:7pt;line-height:0;font-weight:normal;margin-left:.5mm}
@media screen{html{background:#ddd}body{background:#fff;width:210mm;min-height:297mm;margin:8mm auto;padding:12mm 13mm;
box-shadow:0 0 3mm #999}}
@media screen and (max-width:215mm){body{width:auto;margin:0;padding:4mm}}
`;

/** The same sheet on its long side. */
export const LANDSCAPE = `
@page{size:A4 landscape}
@media screen{body{width:297mm;min-height:210mm}}
@media screen and (max-width:302mm){body{width:auto;margin:0;padding:4mm}}
`;

/** A sheet for the wall, read from some steps away. */
export const POSTER = `
@page{size:A3 landscape;margin:9mm 10mm 13mm}
body{font-size:18pt;line-height:1.16}
.programme{table-layout:fixed;width:calc(100% - 1pt)}
.programme th,.programme td{border:1pt solid #000;padding:2mm}.programme .head{border:0;padding:0 0 3mm;font-size:28pt}
.programme h1{font-size:34pt;line-height:1.1}.programme .period{font-weight:normal;font-size:28pt;margin-left:5mm;white-space:nowrap}
.programme .day{font-size:22pt;text-align:center;border-bottom-width:3pt}.programme tbody tr{break-inside:auto}
.held{break-inside:avoid;padding:1.5mm 0 2mm}.held+.held{border-top:1pt solid #000}
.held .time{font-size:21pt;font-weight:bold}.held h2{font-size:20pt;border:0;margin:0;padding:0;break-after:auto}
.held .word{display:inline-block;border:2pt solid #000;padding:0 1.5mm;font-weight:bold}
.cancelled .time,.cancelled h2{text-decoration:line-through;text-decoration-thickness:2pt}
.programme .none{color:#333}
@media screen{body{width:420mm;min-height:297mm;padding:9mm 10mm 13mm}}
@media screen and (max-width:425mm){body{width:auto;margin:0;padding:4mm}}
`;
