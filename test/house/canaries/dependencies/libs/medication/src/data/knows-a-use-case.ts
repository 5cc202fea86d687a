// Refused by: data-knows-no-api-and-no-app
import '../app/import.service.js';
