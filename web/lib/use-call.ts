import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query'
import type * as z from 'zod'
import type { Route } from '#contract/route.ts'
import { call, Failure } from './call.ts'
import type { Input } from './call.ts'
import { t } from './t.ts'

type Asking = { enabled?: boolean; every?: number; keep?: boolean }

/** Asks a route of the contract; answers are shared between pages and kept for half a minute. */
export function useCall<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  route: Route<P, Q, B, R>,
  input: Input<P, Q, B>,
  { enabled = true, every, keep = true }: Asking = {},
): UseQueryResult<z.output<R>> {
  return useQuery({
    queryKey: queryKey(route, input),
    queryFn: ({ signal }) => call(route, input, signal),
    enabled,
    refetchInterval: every,
    placeholderData: keep ? keepPreviousData : undefined,
  })
}

/** How an answer is remembered: by the route's path first, so that a change can drop whole families. */
export function queryKey(
  route: { path: string },
  input: { params?: unknown; query?: unknown },
): readonly unknown[] {
  return [route.path, input.params ?? null, input.query ?? null]
}

/**
 * Changes something through a route; whatever was read before is asked for again afterwards.
 * At the door nothing was read yet: there `refresh` is off.
 */
export function useChange<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  route: Route<P, Q, B, R>,
  { refresh = true }: { refresh?: boolean } = {},
): UseMutationResult<z.output<R>, Error, Input<P, Q, B>> {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: Input<P, Q, B>) => call(route, input),
    onSuccess: () => (refresh ? client.invalidateQueries() : undefined),
  })
}

/** The refusal's words, whatever was thrown. */
export function wordsOf(error: unknown): string {
  if (error instanceof Failure) return t(error.problem.because)
  return t('页面出错：{message}', { message: error instanceof Error ? error.message : String(error) })
}

/** True when trying the same again may help: no network, or the server is not ready. */
export function mayRetry(error: unknown): boolean {
  return error instanceof Failure && (error.status === 0 || error.status === 503 || error.status >= 500)
}
