// Refused by: document-is-made-later
import '@nestjs/swagger';
