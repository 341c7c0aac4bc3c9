import { useMutation } from '@tanstack/react-query'
import type { UseMutationResult } from '@tanstack/react-query'
import type * as z from 'zod'
import { teacherCodes } from '#contract/session.ts'
import { send } from '../../lib/call.ts'
import { saveAs } from '../../lib/save-file.ts'
import { t } from '../../lib/t.ts'

type Whose = z.input<NonNullable<typeof teacherCodes.body>>

/** Makes one-time codes, for a unit or for people, and saves the list of them. */
export function useCodes(): UseMutationResult<void, Error, Whose> {
  return useMutation({
    mutationFn: async (whose: Whose) => {
      const answer = await send(teacherCodes.path, {
        method: teacherCodes.method,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(whose),
      })
      await saveAs(answer, t('激活码.xlsx'))
    },
  })
}
