import type { ArchiveRules } from '#kernel/works/archives/define.ts'
import { ARCHIVE, CASE_ARCHIVE, WORKS } from './vocabulary.ts'

const UNIT_YEAR = {
  plan: '年度计划',
  summary: '年度总结',
  teachers: '教师名册',
  programmes: '项目档案',
  works: '成果作品',
  accounts: '年度经费',
} as const

/** 归档: what fills each material of a programme and of a unit's year, and who sees to it. */
export const archiveRules: ArchiveRules = {
  materials: {
    [ARCHIVE.plan]: { by: 'works', kinds: [WORKS.plan], who: '承办单位' },
    [ARCHIVE.notice]: { by: 'hand', who: '承办单位' },
    [ARCHIVE.roster]: { by: 'roster', who: '承办单位' },
    [ARCHIVE.attendance]: { by: 'attendance', who: '活动组织者' },
    [ARCHIVE.stageWorks]: { by: 'stage-works', who: '学员和学校' },
    [ARCHIVE.evaluation]: { by: 'questionnaires', who: '承办单位' },
    [ARCHIVE.summary]: { by: 'works', kinds: [WORKS.summary], who: '承办单位' },
    [ARCHIVE.accounts]: { by: 'accounts', who: '承办单位财务' },
    [CASE_ARCHIVE.roster]: { by: 'case-roster', who: '中心' },
    [CASE_ARCHIVE.forms]: { by: 'case-forms', who: '申请人' },
    [CASE_ARCHIVE.scores]: { by: 'case-scores', who: '评委' },
    [CASE_ARCHIVE.votes]: { by: 'case-votes', who: '中心' },
    [CASE_ARCHIVE.decision]: { by: 'case-decisions', who: '教育局' },
    [CASE_ARCHIVE.publicity]: { by: 'case-notices', who: '中心' },
    [CASE_ARCHIVE.naming]: { by: 'hand', who: '中心' },
    [UNIT_YEAR.plan]: { by: 'document', kind: 'work-plan', who: '单位办公室' },
    [UNIT_YEAR.summary]: { by: 'document', kind: 'work-summary', who: '单位办公室' },
    [UNIT_YEAR.teachers]: { by: 'teachers', who: '单位人事' },
    [UNIT_YEAR.programmes]: { by: 'programmes', who: '各项目承办人' },
    [UNIT_YEAR.works]: { by: 'unit-works', who: '教师' },
    [UNIT_YEAR.accounts]: { by: 'unit-accounts', who: '单位财务' },
  },
  unitYear: Object.values(UNIT_YEAR),
}
