// Refused by: domain-stays-pure
import '../app/admit.service.js';
