/** What the demonstration's teachers state: the school by its number in the cluster, the subject, the words. */
export type DemoProblem = { school: number; subject: string; text: string; theme: string }

/** How people worded what overlaps; an empty title is left for whoever tries the table. */
export const DEMO_THEMES: Readonly<Record<string, string>> = {
  speak: '让不敢开口的孩子开口',
  homework: '作业怎样才能按时、真实地完成',
  write: '中年级习作“有话可写”的训练',
  reckon: '减少计算中的粗心错误',
  open: '',
}

/** Plausible problems of primary schools; in each theme of several schools. */
export const DEMO_PROBLEMS: readonly DemoProblem[] = [
  { school: 0, subject: '语文', theme: 'open', text: '二年级孩子上课不举手，点到名字也只是低着头' },
  { school: 0, subject: '语文', theme: 'open', text: '朗读课文时声音很小，胆子小的总不愿意当众读' },
  { school: 0, subject: '语文', theme: 'open', text: '三年级一写作文就说没东西可写，凑够字数就交' },
  { school: 0, subject: '语文', theme: 'open', text: '习作内容空洞，像流水账，没有细节描写' },
  { school: 0, subject: '语文', theme: 'open', text: '孩子回家不看课外书，整本书阅读推进不下去' },
  { school: 0, subject: '数学', theme: 'open', text: '计算题总是粗心，抄错数、忘记进位' },
  { school: 0, subject: '数学', theme: 'open', text: '竖式对不齐，退位减法的正确率很低' },
  { school: 0, subject: '数学', theme: 'open', text: '应用题读不懂题意，看到数字就乱列算式' },
  { school: 0, subject: '英语', theme: 'open', text: '单词背了就忘，听写总有一半人不过关' },
  { school: 1, subject: '语文', theme: 'speak', text: '课堂气氛沉闷，提问以后常常冷场' },
  { school: 1, subject: '语文', theme: 'speak', text: '总是那几个学生发言，其他人从来不举手' },
  { school: 1, subject: '英语', theme: 'speak', text: '孩子怕说错被同学笑，不敢开口说英语' },
  { school: 1, subject: '数学', theme: 'homework', text: '家庭作业每天有七八个人不交，催了也没用' },
  { school: 1, subject: '数学', theme: 'homework', text: '抄作业现象严重，一测验就露出来' },
  { school: 2, subject: '语文', theme: 'write', text: '四年级写人的作文千篇一律，没有真情实感' },
  { school: 2, subject: '语文', theme: 'write', text: '学生动笔就发愁，不会选材，生活里的事写不进去' },
  { school: 2, subject: '数学', theme: 'reckon', text: '口算速度慢，混合运算的顺序经常弄错' },
  { school: 2, subject: '数学', theme: 'reckon', text: '小数点点错、漏写，验算的习惯没有养成' },
  { school: 3, subject: '语文', theme: 'speak', text: '留守儿童多，性格内向，课上不愿意和老师交流' },
  { school: 3, subject: '英语', theme: 'speak', text: '让学生上台对话，推来推去没有人肯上' },
  { school: 3, subject: '数学', theme: 'homework', text: '回家没人管，作业空着就来了，订正也拖' },
  { school: 3, subject: '科学', theme: 'open', text: '实验室没有器材，分组实验只能由老师演示' },
]
