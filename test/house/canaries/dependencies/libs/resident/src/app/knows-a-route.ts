// Refused by: app-knows-no-api
import '../api/stay.controller.js';
