// Refused by: wellness-knows-only-resident-prescription-activity
import '#medication';
