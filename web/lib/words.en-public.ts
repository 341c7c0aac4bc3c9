/** English for what people without an account read: notices, results, complaints, certificates, registering. */
export const open: Record<string, string> = {
  证书查验: 'Verify a certificate',
  查验: 'Verify',
  '查验码（证书左下角，12 位）': 'Code (lower left of the certificate, 12 characters)',
  请这样核对: 'How to look it up',
  '查验码印在证书左下角，由 12 位数字和大写字母组成；空格、短横和大小写不影响查验。':
    'The code stands at the lower left of the certificate: 12 digits and capital letters; spaces, hyphens and case do not matter.',
  '查验码里没有字母 I、L、O、U；看着像的是数字 1、0 或字母 V，输成哪个都一样。':
    'No code has the letters I, L, O or U: what looks like them is 1, 0 or V, and either is understood.',
  '扫证书上的二维码不用输入，最不容易错。': 'Scanning the QR code on the certificate needs no typing at all.',
  '没有印查验码的证书（较早的、外地的）这里查不到，请凭证书编号向发证单位核实。':
    'Certificates without a code (older ones, those of other places) are not found here: ask who issued them, by their number.',
  '查不到只说明没有这个查验码，不说明某人有没有证书。':
    'Nothing found means that no certificate has this code, not that somebody has none.',
  发证单位: 'Issued by',
  地区: 'Region',
  制发日期: 'Issued on',
  有效至: 'In force until',
  撤销日期: 'Taken back on',
  '姓名只显示姓，请与证书原件核对编号、日期和全名。':
    'Only the family name is shown; compare number, date and full name with the certificate.',
  通报和简报: 'Circulars and bulletins',
  '对正在进行的批次，随时可以实名投诉举报，不必等到公示。':
    'While a round runs, complaints by name may be made at any time.',
  '{from} 至 {until} 受理申请': 'Applications {from} to {until}',
  '这个批次已经办结或还没有开始。情况属实的，请直接向教育局反映。':
    'This round is over or has not begun. Please turn to the education bureau.',
  '投诉已收到。核实以后，按您留的联系方式答复。':
    'Your complaint was received. You are answered by the contact you gave once it was looked into.',
  '须写真实姓名和事实。您的姓名、联系方式和内容只有中心和教育局看得到。':
    'Give your real name and the facts. Only the centre and the bureau see name, contact and content.',
  提交投诉: 'Send the complaint',
  '投诉的事实（至少 10 个字）': 'The facts (10 characters at least)',
  '联系方式（电话或邮箱）': 'Contact (telephone or mail)',
  '公示期内可以实名提出异议；公示结束一个月后，名单不再显示。':
    'Objections by name may be made while a notice runs; a month after it the list is no longer shown.',
  '输入证书上的查验码，查真伪、查是否有效': 'Enter the code on a certificate: is it genuine, is it in force',
  '现在没有公示。': 'No notice runs now.',
  '{from} 至 {until}，共 {n} 名': '{from} to {until}, {n} people',
  公示已结束: 'Over',
  公示还没有开始: 'Not begun',
  正在公示: 'Running',
  不在公示期内: 'Not running',
  '{state}：{from} 至 {until}': '{state}: {from} to {until}',
  '{title}（{n} 名）': '{title} ({n})',
  '只在公示期内受理异议。': 'Objections are taken while the notice runs.',
  '异议已收到。经办人会按您留的联系方式告知处理结果。':
    'Your objection was received. You are told the outcome by the contact you gave.',
  提出异议: 'Object',
  '须写真实姓名和事实。您的姓名、联系方式和内容只有经办人看得到，不会公开。':
    'Give your real name and the facts. Only the office sees name, contact and content; nothing is made public.',
  提交异议: 'Send the objection',
  对谁有异议: 'About whom',
  '异议的事实（至少 10 个字）': 'The facts (10 characters at least)',
  '本区域学校和幼儿园的教师不用注册，请用教师账号登录后申请。其他人在这里注册，登录名就是身份证件号。':
    'Teachers of the region apply with their own accounts. Everybody else registers here; the login is the identity number.',
  注册: 'Register',
  '已经注册，去登录': 'Registered already: sign in',
  '注册好了。登录名是您的身份证件号，密码是刚才设的密码。':
    'You are registered. Your login is your identity number, your password the one you just set.',
  去登录并申请: 'Sign in and apply',
  '公布到 {until}，共 {n} 名': 'until {until}, {n} people',
  编号或姓名: 'Number or name',
}
