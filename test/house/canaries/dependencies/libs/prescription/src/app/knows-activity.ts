// Refused by: prescription-knows-only-resident-medication
import '#activity';
