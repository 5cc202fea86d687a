// Refused by: api-knows-no-trail-and-no-facts
import '#platform/events';
