// Refused by: data-knows-no-api-and-no-app
import '../api/stay.controller.js';
