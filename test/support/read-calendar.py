"""Expands the calendar on standard input: every occurrence that begins between two instants (arguments), as JSON."""

import json
import sys
from datetime import datetime, timedelta, timezone

import icalendar
import recurring_ical_events


def utc(moment):
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def main():
    first, last = sys.argv[1:3]
    calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
    # It takes the ends of a stretch by the wall clock of each event.
    day = timedelta(days=2)
    start, end = (datetime.strptime(text[:19], "%Y-%m-%dT%H:%M:%S") for text in (first, last))
    found = []
    for event in recurring_ical_events.of(calendar).between(start - day, end + day):
        begins = utc(event["DTSTART"].dt)
        if first <= begins < last:
            found.append([begins, utc(event["DTEND"].dt), str(event["STATUS"]), str(event["SUMMARY"])])
    json.dump(found, sys.stdout)


main()
