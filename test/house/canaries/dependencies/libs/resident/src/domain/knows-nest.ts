// Refused by: domain-stays-pure
import '@nestjs/common';
