// Refused by: domain-stays-pure
import 'typeorm';
