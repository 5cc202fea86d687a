// Refused by: data-knows-only-storage-of-the-platform
import '#platform/http';
