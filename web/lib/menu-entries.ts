import { t } from './t.ts'

export type Entry = { id: string; title: string; path: string }

/** The worlds of the work, in the users' words and order. Which ones a role sees, the server says. */
export const ENTRIES: readonly Entry[] = [
  { id: 'today', title: '今日', path: '/' },
  { id: 'apply', title: '我的申请', path: '/apply' },
  { id: 'network', title: '研修网络', path: '/network' },
  { id: 'people', title: '教师队伍', path: '/people' },
  { id: 'training', title: '培训', path: '/training' },
  { id: 'school-based', title: '校本研修', path: '/school-based' },
  { id: 'research', title: '教研', path: '/research' },
  { id: 'supervision', title: '督导', path: '/supervision' },
  { id: 'appraisals', title: '评估', path: '/appraisals' },
  { id: 'questionnaires', title: '问卷', path: '/questionnaires' },
  { id: 'topics', title: '小课题', path: '/topics' },
  { id: 'credits', title: '学分', path: '/credits' },
  { id: 'resources', title: '档案资源', path: '/resources' },
  { id: 'money', title: '培训经费', path: '/money' },
  { id: 'figures', title: '统计', path: '/figures' },
  { id: 'documents', title: '公文', path: '/documents' },
  { id: 'messages', title: '消息', path: '/todo' },
  { id: 'import', title: '导入', path: '/import' },
  { id: 'systems', title: '年度参数', path: '/systems' },
  { id: 'holidays', title: '工作日历', path: '/holidays' },
  { id: 'accounts', title: '账号', path: '/accounts' },
  { id: 'audit', title: '审计日志', path: '/audit' },
]

/** Pages that stand under an entry beside its systems, by the entry's id; `only` for those to whom the server offers that. */
export const PAGES: readonly (Entry & { only?: string })[] = [
  { id: 'people', title: '名师名册与考核', path: '/people/titles' },
  { id: 'people', title: '持证跟踪', path: '/people/certificates' },
  { id: 'people', title: '补训需求', path: '/needs' },
  { id: 'messages', title: '投诉举报', path: '/complaints', only: 'complaints' },
]

/** What an entry of the menu is called. */
export function menuTitle(id: string): string {
  return t(ENTRIES.find((entry) => entry.id === id)?.title ?? id)
}
