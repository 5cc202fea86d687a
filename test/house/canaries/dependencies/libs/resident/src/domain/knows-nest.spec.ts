// Refused by: domain-specs-stay-pure
import '@nestjs/common';
