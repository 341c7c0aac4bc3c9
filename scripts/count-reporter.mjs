// A reporter for node:test that writes only the final counts, as JSON.

/** Yields {passed, failed} once, when the whole run (not a single file) is summed up. */
export default async function* countReporter(source) {
  for await (const event of source) {
    if (event.type !== 'test:summary' || event.data.file !== undefined) continue
    const { passed, tests } = event.data.counts
    const { skipped, todo } = event.data.counts
    yield JSON.stringify({ passed, failed: tests - passed - skipped - todo })
  }
}
