import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { ConfigProvider } from 'antd'
import { whoAmI } from '#contract/session.ts'
import { Failure } from './lib/call.ts'
import { mayRetry } from './lib/use-call.ts'
import { router } from './router.tsx'
import { theme } from './theme.ts'

/** A session that ended while a list was being read: the door opens, and the address stays for afterwards. */
const reads = new QueryCache({
  onError: (error, query) => {
    const ended = error instanceof Failure && error.status === 401
    if (ended && query.queryKey[0] !== whoAmI.path) void client.resetQueries({ queryKey: [whoAmI.path] })
  },
})

const client: QueryClient = new QueryClient({
  queryCache: reads,
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (count, error) =>
        count < 2 && error instanceof Failure && error.status !== 401 && mayRetry(error),
    },
  },
})

/** The desk: data, look and addresses around the pages. */
export function App() {
  return (
    <ConfigProvider theme={theme} button={{ autoInsertSpace: false }}>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ConfigProvider>
  )
}
