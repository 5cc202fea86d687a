/**
 * What is typed to find a medicine, and the medicine that is meant, by the beginning of its name in the agency's list
 * (Fuente: AEMPS / CIMA, March 2023). Behind `@` the beginning of an ATC code is given beside the words.
 */
export const SEARCHES = `
sintrom 4 → SINTROM 4 mg COMPRIMIDOS
Sintrom → SINTROM 1 mg COMPRIMIDOS
acenocumarol → SINTROM 4 mg COMPRIMIDOS
eutirox 50 → EUTIROX 50 microgramos COMPRIMIDOS
eutirox 137 → EUTIROX 137 microgramos
levotiroxina 150 → EUTIROX 150 microgramos
orfidal → ORFIDAL 1 mg COMPRIMIDOS
orfi → ORFIDAL 1 mg COMPRIMIDOS
lorazepam orfidal → ORFIDAL 1 mg COMPRIMIDOS
lexatin 1,5 → LEXATIN 1,5 mg CAPSULAS
lexatin 3 mg → LEXATIN 3 mg CAPSULAS
bromazepam → LEXATIN 1,5 mg CAPSULAS
trankimazin retard → TRANKIMAZIN RETARD 0,5 mg
TRANKIMAZIN 0,50 → TRANKIMAZIN 0,50 mg COMPRIMIDOS
trank → TRANKIMAZIN 1 mg COMPRIMIDOS
seroquel 25 → SEROQUEL 25 mg
seroquel prolong → SEROQUEL PROLONG 150 mg
quetiapina qualigen 300 → QUETIAPINA QUALIGEN 300 MG
risperdal consta → RISPERDAL CONSTA 25 mg
risperdal 6mg → RISPERDAL 6 mg
haloperidol gotas → HALOPERIDOL PRODES 2mg/ml GOTAS ORALES
haloperidol esteve → HALOPERIDOL ESTEVE 5 mg/ml
haloperidol 10 → HALOPERIDOL PRODES 10 mg COMPRIMIDOS
deprax → DEPRAX 100 MG
trazodona → DEPRAX 100 MG
trazodona normon → TRAZODONA NORMON 100 MG
sinemet plus → SINEMET PLUS RETARD 25 mg/100 mg
sinemet 25/250 → SINEMET 25 mg/250 mg
sinemet retard 200 → SINEMET RETARD 50 mg/200 mg
madopar → MADOPAR 200mg/50 mg
madopar retard → MADOPAR RETARD 100/25 mg
azilect → AZILECT 1 mg COMPRIMIDOS
mirapexin 0,26 → MIRAPEXIN 0,26 mg
stalevo 125 → STALEVO 125 mg/31,25 mg/200 mg
dolquine → DOLQUINE 200 mg
hidroxicloroquina → DOLQUINE 200 mg
exelon 4,5 → EXELON 4,5 mg CAPSULAS
aricept flas → ARICEPT FLAS 10 MG
donepezilo aricept 5 → ARICEPT 5 mg
ebixa 20 → EBIXA 20 MG
memantina ebixa → EBIXA 20 MG
reminyl 24 → REMINYL 24 MG
keppra 1000 → KEPPRA 1000 mg
keppra → KEPPRA 500 mg
depakine crono 300 → DEPAKINE CRONO 300 mg
depakine solucion → DEPAKINE 200 mg/ml SOLUCION ORAL
depakine solución oral → DEPAKINE 200 mg/ml SOLUCION ORAL
tegretol 400 → TEGRETOL 400 mg COMPRIMIDOS
carbamazepina → TEGRETOL 200 mg COMPRIMIDOS
lyrica 75 → LYRICA 75 MG
lyr 25 → LYRICA 25 MG
neurontin 600 → NEURONTIN 600 mg
gabapentina neurontin → NEURONTIN 400 mg
rivotril gotas → RIVOTRIL 2,5 mg/ml GOTAS
rivotril 0,5 → RIVOTRIL 0,5 mg COMPRIMIDOS
clonazepam → RIVOTRIL 0,5 mg COMPRIMIDOS
valium inyectable → VALIUM 10 mg /2 ml SOLUCION INYECTABLE
adiro 100 → ADIRO 100 MG
adiro 300 → ADIRO 300MG
tromalyt 150 → TROMALYT 150, CAPSULAS
plavix → PLAVIX 75 mg
clopidogrel plavix → PLAVIX 75 mg
eliquis 2,5 → ELIQUIS 2,5 MG
apixaban 5 → ELIQUIS 5 MG
xarelto 15 → XARELTO 15 mg
pradaxa 110 → PRADAXA 110 mg
dabigatrán → PRADAXA 110 mg
clexane 20 → CLEXANE 2.000 UI (20 mg)/0,2 ml
clexane jeringa 12.000 → CLEXANE 12.000 UI (120 mg)/ 0,8 ml
hibor 2.500 → HIBOR 2.500 UI ANTI-XA
bemiparina → HIBOR 2.500 UI ANTI-XA
seguril → SEGURIL 40 mg COMPRIMIDOS
SEGURIL INYECTABLE → SEGURIL 20 mg/2ml SOLUCION INYECTABLE
furosemida seguril → SEGURIL 40 mg COMPRIMIDOS
aldactone 25 → ALDACTONE 25 mg
espironolactona → ALDACTONE 25 mg
digoxina teofarma → DIGOXINA TEOFARMA 0,25 mg
digox → DIGOXINA KERN PHARMA 0,25 mg COMPRIMIDOS
emconcor cor 2,5 → EMCONCOR COR 2,5 mg
emconcor 10 → EMCONCOR 10 mg
bisoprolol cor sandoz → BISOPROLOL COR SANDOZ 2.5 mg
bisoprolol normon 2,5 → BISOPROLOL NORMON 2,5 mg
coropres 6,25 → COROPRES 6,25 mg
carvedilol coropres → COROPRES 25 mg
tenormin 50 → TENORMIN 50 mg
sumial 10 → SUMIAL 10 mg
norvas → NORVAS 5 mg COMPRIMIDOS
amlodipino norvas 10 → NORVAS 10 mg COMPRIMIDOS
adalat oros → ADALAT OROS 30 mg
masdil retard → MASDIL RETARD 120 mg
renitec 20 → RENITEC 20 mg COMPRIMIDOS
enalapril aristo → ENALAPRIL ARISTO 20 mg
enalapril ratio 10 → ENALAPRIL RATIOPHARM 10 mg
losartan uxa → LOSARTAN UXA 50 mg
losartán hidroclorotiazida cinfa 100 → LOSARTAN/HIDROCLOROTIAZIDA CINFA 100 mg/25 mg
cozaar inicio → COZAAR 12.5 mg INICIO
diovan 80 → DIOVAN 80 mg
micardisplus → MICARDISPLUS 80 MG/25 MG
zarator 40 → ZARATOR 40 mg
atorvastatina zarator → ZARATOR 20 mg
simvastatina vir 20 → SIMVASTATINA VIR 20 mg
crestor 10 → CRESTOR 10 mg
nitroplast 5 → NITROPLAST 5 PARCHES
parches nitroplast → NITROPLAST 10 PARCHES
nitroderm tts 10 → NITRODERM TTS 10 PARCHES
cafinitrina → CAFINITRINA COMPRIMIDOS RECUBIERTOS SUBLINGUALES
metformina teva → METFORMINA TEVA 850 mg
dianben → DIANBEN 850 mg
januvia 100 → JANUVIA 100 MG
sitagliptina januvia → JANUVIA 25 MG
eucreas 1000 → EUCREAS 50 mg/1000 mg
lantus vial → LANTUS 100 UNIDADES/ML SOLUCION INYECTABLE EN UN VIAL
insulina glargina lantus → LANTUS 100 UNIDADES/ML
novorapid flexpen → NOVORAPID FLEXPEN 100 U/ML
novo penfill → NOVORAPID PENFILL 100 U/ML
humalog mix → HUMALOG MIX25 KWIKPEN
tresiba 200 → TRESIBA 200 UNIDADES/ML
toujeo → TOUJEO 300 UNIDADES/ML SOLOSTAR
levemir → LEVEMIR FLEXPEN 100 U/ML
omeprazol combix → OMEPRAZOL COMBIX 20 mg
omepra viatris → OMEPRAZOL VIATRIS 20 MG
nexium mups 40 → NEXIUM MUPS 40 MG
pantoprazol cinfa 40 → PANTOPRAZOL CINFA 40 mg
primperan → PRIMPERAN 10 mg COMPRIMIDOS
metoclopramida → PRIMPERAN 10 mg COMPRIMIDOS
motilium → MOTILIUM 10 mg
domperidona suspension → MOTILIUM 1 mg/ml SUSPENSION ORAL
duphalac sobre → DUPHALAC 10 G SOLUCION ORAL EN SOBRE
lactulosa → DUPHALAC 667 MG/ML
emportal → EMPORTAL 10 g
movicol neutro → MOVICOL SABOR NEUTRO
casenlax 10 g → CASENLAX 10 G SOLUCION ORAL
fortasec → FORTASEC 2 mg
buscapina → BUSCAPINA 10 mg COMPRIMIDOS
buscapina solucion inyectable → BUSCAPINA COMPOSITUM 2500 mg/20 mg SOLUCIÓN
nolotil → NOLOTIL 575 mg
nolotil caps → NOLOTIL 575 mg
metamizol nolotil → NOLOTIL 0,4 g/ml
efferalgan 1 g → EFFERALGAN 1 G COMPRIMIDOS EFERVESCENTES
efferalgan pediatrico → EFFERALGAN PEDIATRICO 30mg/ml
Efferalgán pediátrico → EFFERALGAN PEDIATRICO 30mg/ml
termalgin 650 → TERMALGIN 650 mg
zaldiar → ZALDIAR 37,5 mg/325 mg COMPRIMIDOS RECUBIERTOS
zaldiar efervescente → ZALDIAR 37,5 mg/325 mg COMPRIMIDOS EFERVESCENTES
adolonta retard 150 → ADOLONTA RETARD 150 mg
tramadol kern → TRAMADOL KERN PHARMA 50 mg
durogesic 25 → DUROGESIC MATRIX 25 microgramos/H
fentanilo matrifen 75 → MATRIFEN 75 microgramos/HORA
sevredol 10 → SEVREDOL 10 mg
mst 15 → MST CONTINUS 15 mg
morfina mst 100 → MST CONTINUS 100 mg
oxycontin 5 → OXYCONTIN 5 mg
targin 20/10 → TARGIN 20 mg/10 mg
palexia retard 25 → PALEXIA RETARD 25 mg
enantyum → ENANTYUM 25 MG CAPSULAS
dexketoprofeno enantyum → ENANTYUM 12,5 mg
voltaren colirio → VOLTAREN 1 mg/ml COLIRIO
ibuprofeno onedose 400 → IBUPROFENO ONEDOSE 400 mg
espidifen menta → ESPIDIFEN 400 mg GRANULADO
arcoxia 60 → ARCOXIA 60 mg
zyloric 100 → ZYLORIC 100 mg
alopurinol zyloric → ZYLORIC 300 mg
colchi → COLCHICINA SEID 1 mg
fosamax → FOSAMAX SEMANAL 70 mg
prolia → PROLIA 60 mg
denosumab → PROLIA 60 mg
ideos unidia → IDEOS UNIDIA 1000 MG/880 UI
hidroferol → HIDROFEROL 0,266 MG
hidroferol choque → HIDROFEROL CHOQUE 3 mg
natecal d → NATECAL D 1.500 MG/400 UI
augmentine 875 → AUGMENTINE 875 mg/125 mg
augmentine película → AUGMENTINE 500 MG/125 MG COMPRIMIDOS
monurol → MONUROL 3 G
fosfomicina monurol → MONUROL 3 G
septrin forte → SEPTRIN FORTE 160 mg/800 mg
ventolin inhalacion → VENTOLIN 100 microgramos/INHALACIÓN
atrovent mono → ATROVENT MONODOSIS 250 mcg
spiriva respi → SPIRIVA RESPIMAT 2,5 microgramos
symbicort 160 → SYMBICORT TURBUHALER 160 microgramos
seretide accuhaler 250 → SERETIDE ACCUHALER 50 microgramos/250 microgramos
dacortin 30 → DACORTIN 30 mg
prednisona → DACORTIN 5 mg
tobrex pomada oftalmica → TOBREX UNGÜENTO OFTÁLMICO
tobrex unguento → TOBREX UNGÜENTO OFTÁLMICO
silvederma crema → SILVEDERMA 10 mg/g CREMA
fero gradumet → FERO-GRADUMET 105 mg
optovite b12 → OPTOVITE B12 1.000 MICROGRAMOS
cemidon b6 → CEMIDON 50 B6
distraneurine capsulas → DISTRANEURINE 192 MG CÁPSULAS
noctamid gotas → NOCTAMID 2,5 mg/ml GOTAS
@B01AA → SINTROM 1 mg COMPRIMIDOS
@N04BA02 sinemet → SINEMET 25 mg/250 mg
@a10ae lantus → LANTUS 100 UNIDADES/ML
@N02AB03 parche matri → MATRIFEN 50 microgramos/HORA
@H02AB dacor → DACORTIN 2,5 mg
@C03CA seg → SEGURIL 250 mg/25 ml
@M04AA zylo → ZYLORIC 100 mg
@N05B valium → VALIUM 10 mg COMPRIMIDOS
@R03BB → SPIRIVA 18 MICROGRAMOS
@J01XX01 → MONUROL 3 G
`
  .trim()
  .split('\n')
  .map((line) => {
    const [typed = '', name = ''] = line.split(' → ');
    const [, atc = '', q = typed] = /^@(\S+) ?(.*)$/.exec(typed) ?? [];
    return { q, atc, name };
  });
