import type { SpotRules } from '#kernel/spot-check/define.ts'

/** 校本研修随机抽查: the rule of quality for every activity, docs/policy/project-approval.md. */
export const spotRules: SpotRules = {
  system: 'school-based-project',
  items: {
    一个主题: '一次活动只有一个主题，围绕立项主题',
    目的明确: '写明要解决的问题和要达到的结果',
    有方案: '活动前有方案，写明时间、人员、分工',
    有过程: '有过程记录，能看出每个环节做了什么',
    有评价: '有评课、评议或效果评价',
    内容充实: '内容与学时相称，不走过场',
    记录真实: '记录与签到、作品、照片能互相印证',
    考勤严格: '签到与名册相符，请假、缺席有登记',
  },
}
