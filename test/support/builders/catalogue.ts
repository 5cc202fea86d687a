/** A small catalogue in the contract's own field names: enough for one day. */
export const CATALOGUE = [
  'registrationNumber,name,activeSubstance,atcCode,form,strength,routes,unit,controlled,highRisk,timeCritical,active',
  '000101,Paracetamol 500 mg tablets,paracetamol,N02BE01,tablet,500 mg,oral,tablet,false,false,false,true',
  '000102,Metformin 850 mg tablets,metformin,A10BA02,tablet,850 mg,oral,tablet,false,false,false,true',
  '000103,Alendronic acid 70 mg tablets,alendronic acid,M05BA04,tablet,70 mg,oral,tablet,false,false,false,true',
  '000104,"Levodopa, benserazide 200/50 mg","levodopa, benserazide",N04BA02,tablet,200/50 mg,oral,tablet,false,true,true,true',
  '000105,Nothing is known of this one,,N02BE01,tablet,500 mg,oral,tablet,false,false,false,perhaps',
].join('\r\n');
