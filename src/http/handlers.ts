import { accountHandlers } from '#kernel/account/routes.ts'
import { assignedHandlers } from '#kernel/assigned/routes.ts'
import { questionnaireHandlers } from '#kernel/appraisal/questionnaires/routes.ts'
import { appraisalHandlers } from '#kernel/appraisal/rounds/routes.ts'
import type { Handler } from '#kernel/call.ts'
import { caseAroundHandlers } from '#kernel/case/around.ts'
import { committeeHandlers } from '#kernel/case/committee/routes.ts'
import { examHandlers } from '#kernel/case/exams/routes.ts'
import { Cases } from '#kernel/case/registry.ts'
import { casePaperHandlers } from '#kernel/case/documents/routes.ts'
import { caseHandlers } from '#kernel/case/routes.ts'
import { documentHandlers } from '#kernel/document/routes.ts'
import { creditHandlers } from '#kernel/credit/routes.ts'
import { figureHandlers } from '#kernel/figures/routes.ts'
import { handbookHandlers } from '#kernel/handbook/routes.ts'
import { homeHandlers } from '#kernel/home/routes.ts'
import { moneyHandlers } from '#kernel/money/routes.ts'
import { messageHandlers } from '#kernel/message/routes.ts'
import { archives } from '#kernel/message/todos/sources/archives.ts'
import { needHandlers } from '#kernel/need/routes.ts'
import { networkHandlers } from '#kernel/network/routes.ts'
import { peopleHandlers } from '#kernel/people/routes.ts'
import { parameterHandlers } from '#kernel/parameters/routes.ts'
import { programmeHandlers } from '#kernel/programme/routes.ts'
import { titleNumbers } from '#kernel/titles/numbers.ts'
import { titleHandlers } from '#kernel/titles/routes.ts'
import { spotHandlers } from '#kernel/spot-check/routes.ts'
import { topicHandlers } from '#kernel/topic/routes.ts'
import { archiveHandlers } from '#kernel/works/archives/routes.ts'
import { volumeHandlers } from '#kernel/works/volumes/routes.ts'
import { workHandlers } from '#kernel/works/routes.ts'
import { uploadHandlers } from '#kernel/works/uploads/routes.ts'
import { importJobs } from '#jobs/imports.ts'
import { Systems } from '#kernel/programme/registry.ts'
import { numbered, type RunningSystems } from '#kernel/systems.ts'
import { archiveRules } from '#systems/archives.ts'
import { assignedRules } from '#systems/assigned-project.ts'
import { handbookRules } from '#systems/handbook.ts'
import { caseSystems, programmeSystems } from '#systems/index.ts'
import { spotRules } from '#systems/spot-check.ts'
import { teacherTitles } from '#systems/teacher-titles.ts'
import { importHandlers } from './imports.ts'
import { archiveZipHandler } from './archive/handler.ts'
import { programmeSheets } from './sheets/programmes.ts'
import { caseSheets } from './sheets/cases.ts'
import { examMarkHandlers } from './sheets/exam-marks.ts'
import { exchangeHandler } from './sheets/exchange.ts'
import { figureSheets } from './sheets/figures.ts'
import { peopleSheetHandler } from './sheets/people.ts'
import { appraisalBookHandler } from './sheets/appraisal.ts'
import { questionnaireBook } from './sheets/questionnaire.ts'
import { standingSheetHandler } from './sheets/standing.ts'
import { teacherCodesHandler } from './sheets/teacher-codes.ts'
import { moneySheetHandler } from './sheets/money.ts'
import { needsSheetHandler } from './sheets/needs.ts'
import { allowanceSheetHandler, titleSheetHandler } from './sheets/titles.ts'
import { topicSheetHandler } from './sheets/topic.ts'

/** The systems that the program has. */
export const ourSystems: RunningSystems = { programmes: programmeSystems, cases: caseSystems }

/** Everything that is served but the session's own routes, for the systems given: each mechanism adds its list. */
export const handlersOf = ({ programmes, cases }: RunningSystems): readonly Handler[] => [
  ...accountHandlers(cases),
  ...networkHandlers,
  ...homeHandlers,
  ...peopleHandlers,
  peopleSheetHandler,
  ...needHandlers,
  needsSheetHandler,
  ...creditHandlers,
  ...figureHandlers,
  ...programmeHandlers(programmes),
  ...programmeSheets(programmes),
  ...caseHandlers(cases, programmes),
  ...caseAroundHandlers(cases),
  ...committeeHandlers(cases),
  ...examHandlers(cases, programmes),
  ...examMarkHandlers(cases),
  ...casePaperHandlers(cases),
  ...caseSheets(cases),
  ...parameterHandlers([...numbered({ programmes, cases }), titleNumbers(teacherTitles)]),
  ...appraisalHandlers,
  appraisalBookHandler,
  ...questionnaireHandlers,
  questionnaireBook,
  ...titleHandlers(teacherTitles),
  titleSheetHandler(teacherTitles),
  allowanceSheetHandler(teacherTitles),
  ...moneyHandlers,
  moneySheetHandler,
  ...handbookHandlers(handbookRules),
  ...assignedHandlers(assignedRules, cases),
  ...spotHandlers(spotRules, { programmes, cases }),
  ...topicHandlers,
  topicSheetHandler,
  ...documentHandlers,
  ...messageHandlers(cases, [
    archives({ systems: new Systems(programmes), cases: new Cases(cases), rules: archiveRules }),
  ]),
  ...uploadHandlers,
  ...workHandlers(programmes),
  ...archiveHandlers({ systems: new Systems(programmes), cases: new Cases(cases), rules: archiveRules }),
  archiveZipHandler({ systems: new Systems(programmes), cases: new Cases(cases), rules: archiveRules }),
  ...volumeHandlers,
  ...importHandlers(importJobs),
  ...figureSheets,
  standingSheetHandler,
  exchangeHandler,
  teacherCodesHandler,
]

/** The same for the program's own systems. */
export const handlers: readonly Handler[] = handlersOf(ourSystems)
