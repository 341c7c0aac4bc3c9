import * as contract from '#contract/appraisal.ts'
import { handle, type Handler } from '#kernel/call.ts'
import { listStandards, standardPageOf } from '../standards/read.ts'
import { saveStandard } from '../standards/service.ts'
import { actOn } from './acts.ts'
import { stepAppraisalTo } from './publish.ts'
import { appraisalPageOf, listAppraisals } from './read.ts'
import { resultsOf } from './results.ts'
import { addJudges, addTargets, assignJudges, attachSurvey, createAppraisal, recuseJudge } from './service.ts'
import { judgeSheetOf, mySheetsOf, returnSheetOf, saveSheetOf } from './sheets.ts'
import { evidenceChoicesOf, targetPageOf } from './target.ts'

/** The routes of standards and appraisals. */
export const appraisalHandlers: readonly Handler[] = [
  handle(contract.standards, (call) => listStandards(call)),
  handle(contract.saveStandard, (call) => saveStandard(call, call.body)),
  handle(contract.standardPage, (call) => standardPageOf(call, call.params.id, call.query.version)),
  handle(contract.appraisals, (call) => listAppraisals(call, call.query.year)),
  handle(contract.createAppraisal, (call) => createAppraisal(call, call.body)),
  handle(contract.appraisalPage, (call) => appraisalPageOf(call, call.params.id)),
  handle(contract.addTargets, (call) => addTargets(call, call.params.id, call.body)),
  handle(contract.addJudges, (call) => addJudges(call, call.params.id, call.body)),
  handle(contract.assignJudges, (call) => assignJudges(call, call.params.id, call.body)),
  handle(contract.recuseJudge, (call) => recuseJudge(call, call.params.id, call.body)),
  handle(contract.attachSurvey, (call) => attachSurvey(call, call.params.id, call.body)),
  handle(contract.stepAppraisal, (call) => stepAppraisalTo(call, call.params.id, call.body)),
  handle(contract.judgeSheet, (call) => judgeSheetOf(call, call.params.id, call.params.judge)),
  handle(contract.saveSheet, (call) => saveSheetOf(call, call.params.id, call.params.judge, call.body)),
  handle(contract.returnSheet, (call) => returnSheetOf(call, call.params.id, call.params.judge, call.body)),
  handle(contract.mySheets, async (call) => ({ sheets: await mySheetsOf(call) })),
  handle(contract.appraisalResults, (call) => resultsOf(call, call.params.id)),
  handle(contract.targetPage, (call) => targetPageOf(call, call.params.id)),
  handle(contract.evidenceChoices, (call) => evidenceChoicesOf(call, call.params.id, call.query.indicator)),
  handle(contract.actOnTarget, (call) => actOn(call, call.params.id, call.body)),
]
