import QRCode from 'qrcode'
import * as open from '#contract/open-questionnaire.ts'
import * as contract from '#contract/questionnaire.ts'
import { handle, type Handler } from '#kernel/call.ts'
import { handInMine, myForms } from './answering.ts'
import { comparisonOf, crossOf, listQuestionnaires, questionnairePageOf, resultsOf } from './read.ts'
import { addDoor, createQuestionnaire, doorTokens, stepQuestionnaire } from './service.ts'

/** The routes of questionnaires for those who are signed in. */
export const questionnaireHandlers: readonly Handler[] = [
  handle(contract.questionnaires, (call) => listQuestionnaires(call, call.query)),
  handle(contract.createQuestionnaire, (call) => createQuestionnaire(call, call.body)),
  handle(contract.questionnairePage, (call) => questionnairePageOf(call, call.params.id)),
  handle(contract.stepQuestionnaire, (call) => stepQuestionnaire(call, call.params.id, call.body)),
  handle(contract.addDoor, (call) => addDoor(call, call.runtime, call.params.id, call.body)),
  handle(contract.doorLinks, async (call) => {
    const { found, title, tokens } = await doorTokens(call, call.runtime, call.params.id, call.params.door)
    const links = await Promise.all(tokens.map((code) => linkOf(call.origin, code)))
    return { questionnaire: found.title, title, closesOn: found.closesOn, links }
  }),
  handle(contract.questionnaireResults, (call) => resultsOf(call, call.params.id)),
  handle(contract.questionnaireCross, (call) => crossOf(call, call.params.id, call.query)),
  handle(contract.compareQuestionnaires, (call) => comparisonOf(call, call.params.id, call.query.with)),
  handle(open.myQuestionnaires, async (call) => ({ forms: await myForms(call) })),
  handle(open.handInMine, (call) => handInMine(call, call.params.id, call.body)),
]

async function linkOf(origin: string, code: string): Promise<{ code: string; url: string; qrSvg: string }> {
  const url = `${origin}/w/${code}`
  return { code, url, qrSvg: await QRCode.toString(url, { type: 'svg', margin: 1 }) }
}
