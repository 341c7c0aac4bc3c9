export type Event = { on: string; until?: string | null; kind: string; title: string; detail: string }

/** What happened when, newest first, grouped by year. */
export function Timeline({ events, untilWord }: { events: readonly Event[]; untilWord: string }) {
  const years = Map.groupBy(events, (event) => event.on.slice(0, 4))
  return (
    <div className="timeline">
      {[...years].map(([year, ofYear]) => (
        <section key={year}>
          <h3>{year}</h3>
          <ol>
            {ofYear.map((event, i) => (
              <li key={`${event.on}-${i}`}>
                <time dateTime={event.on}>{event.on.slice(5)}</time>
                <span className="event-kind">{event.kind}</span>
                <span className="event-title">{event.title}</span>
                <span className="event-detail">
                  {event.detail}
                  {event.until !== null && event.until !== undefined && ` ${untilWord} ${event.until}`}
                </span>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}
