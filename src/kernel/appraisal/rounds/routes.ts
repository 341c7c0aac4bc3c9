import * as contract from '#contract/appraisal.ts'
import * as targetContract from '#contract/appraisal-target.ts'
import * as sheetContract from '#contract/score-sheet.ts'
import * as standardContract from '#contract/standard.ts'
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
  handle(standardContract.standards, (call) => listStandards(call)),
  handle(standardContract.saveStandard, (call) => saveStandard(call, call.body)),
  handle(standardContract.standardPage, (call) => standardPageOf(call, call.params.id, call.query.version)),
  handle(contract.appraisals, (call) => listAppraisals(call, call.query.year)),
  handle(contract.createAppraisal, (call) => createAppraisal(call, call.body)),
  handle(contract.appraisalPage, (call) => appraisalPageOf(call, call.params.id)),
  handle(contract.addTargets, (call) => addTargets(call, call.params.id, call.body)),
  handle(contract.addJudges, (call) => addJudges(call, call.params.id, call.body)),
  handle(contract.assignJudges, (call) => assignJudges(call, call.params.id, call.body)),
  handle(contract.recuseJudge, (call) => recuseJudge(call, call.params.id, call.body)),
  handle(contract.attachSurvey, (call) => attachSurvey(call, call.params.id, call.body)),
  handle(contract.stepAppraisal, (call) => stepAppraisalTo(call, call.params.id, call.body)),
  handle(sheetContract.judgeSheet, (call) => judgeSheetOf(call, call.params.id, call.params.judge)),
  handle(sheetContract.saveSheet, (call) => saveSheetOf(call, call.params.id, call.params.judge, call.body)),
  handle(sheetContract.returnSheet, (call) =>
    returnSheetOf(call, call.params.id, call.params.judge, call.body),
  ),
  handle(sheetContract.mySheets, async (call) => ({ sheets: await mySheetsOf(call) })),
  handle(contract.appraisalResults, (call) => resultsOf(call, call.params.id)),
  handle(targetContract.targetPage, (call) => targetPageOf(call, call.params.id)),
  handle(targetContract.evidenceChoices, (call) =>
    evidenceChoicesOf(call, call.params.id, call.query.indicator),
  ),
  handle(targetContract.actOnTarget, (call) => actOn(call, call.params.id, call.body)),
]
