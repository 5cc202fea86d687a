// Refused by: medication-knows-no-other-domain
import '#resident';
