// Refused by: only-use-cases-know-other-domains
import '#resident';
