// Refused by: resident-knows-no-other-domain
import '#medication';
