// Refused by: domain-stays-pure
import '#platform/time/nest';
