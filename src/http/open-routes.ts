import { handIn, openQuestionnaire } from '#contract/open-questionnaire.ts'
import { handIn as takeIn, openForm } from '#kernel/appraisal/questionnaires/answering.ts'
import { visited, type VisitHandler } from './visit.ts'

/** Routes for people without an account; a token in the address opens what they are about. */
export const openHandlers: readonly VisitHandler[] = [
  visited(openQuestionnaire, async ({ runtime, params }) => ({
    reply: await openForm(runtime, params.token),
  })),
  visited(handIn, async ({ runtime, params, body }) => ({
    reply: await takeIn(runtime, params.token, body),
  })),
]
