// Refused by: activity-knows-only-resident
import '#prescription';
