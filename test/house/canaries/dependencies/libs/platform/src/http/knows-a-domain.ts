// Refused by: platform-knows-no-domain
import '#resident';
