import { useQueries } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type * as z from 'zod'
import type { Route } from '#contract/route.ts'
import { call } from './call.ts'
import type { Input } from './call.ts'
import { queryKey, useCall } from './use-call.ts'

/** Rows asked for at once. */
const PAGE = 200

type Listed<Row> = { total: number; rows: readonly Row[] }

export type Rows<Reply, Row> = {
  /** The first page with whatever else the answer says; its state is the list's. */
  asked: UseQueryResult<Reply>
  rowAt: (index: number) => Row | undefined
  onRange: (from: number, until: number) => void
}

/**
 * A long list, asked for by pages as they come into sight. `query` is the list's without paging.
 */
export function useRows<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType<Listed<Row>>,
  Row,
>(
  route: Route<P, Q, B, R>,
  input: { params?: Record<string, unknown>; query: Record<string, unknown> },
): Rows<z.output<R>, z.output<R>['rows'][number]> {
  const [range, setRange] = useState({ from: 0, until: PAGE })
  const pageInput = (page: number) =>
    ({ ...input, query: { ...input.query, offset: page * PAGE, limit: PAGE } }) as unknown as Input<P, Q, B>
  const asked = useCall(route, pageInput(0))
  const total = asked.data?.total ?? 0
  const last = Math.min(Math.ceil(range.until / PAGE), Math.ceil(total / PAGE))
  const wanted = Array.from({ length: last }, (_, page) => page).filter(
    (page) => page >= Math.floor(range.from / PAGE),
  )
  const pages = useQueries({
    queries: wanted.map((page) => ({
      queryKey: queryKey(route, pageInput(page)),
      queryFn: ({ signal }: { signal: AbortSignal }) => call(route, pageInput(page), signal),
    })),
  })
  const rowsOf = new Map(
    wanted.map((page, i) => [page, page === 0 ? (pages[i]?.data ?? asked.data) : pages[i]?.data]),
  )
  const rowAt = (index: number) => rowsOf.get(Math.floor(index / PAGE))?.rows[index % PAGE]
  const onRange = useCallback((from: number, until: number) => {
    setRange((now) => (now.from === from && now.until === until ? now : { from, until }))
  }, [])
  return { asked, rowAt, onRange }
}
