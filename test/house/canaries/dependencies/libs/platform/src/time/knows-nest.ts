// Refused by: time-stays-pure
import '@nestjs/common';
