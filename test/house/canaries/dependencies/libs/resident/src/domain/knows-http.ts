// Refused by: domain-stays-pure
import '#platform/http';
