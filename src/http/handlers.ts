import { accountHandlers } from '#kernel/account/routes.ts'
import type { Handler } from '#kernel/call.ts'

/** Everything that is served but the session's own routes: each mechanism adds its list. */
export const handlers: readonly Handler[] = [...accountHandlers]
