export default {
  'chat.cancel': 'Anulo',
  'chat.close': 'Mbyll',
  'chat.continue': 'Vazhdo',
  'chat.submit': 'Dërgo',
  'chat.next': 'Tjetra',
  'chat.fix': 'Korrigjoje',
  'chat.step': 'Hapi {{step}} nga {{steps}}',
  'chat.stepSaved': 'Hapi {{step}} nga {{steps}} u ruajt.',
  'chat.notAccepted': 'Ende nuk u pranua. Ajo që keni shkruar është ruajtur.',
  'chat.reading': 'Po lexohet skedari…',
  'chat.error':
    'Diçka shkoi keq. Asgjë nga ajo që ishte ruajtur nuk ka humbur. Nëse përsëritet, jepni sekretariatit këtë kod: {{id}}',
  'chat.kept': 'Ajo që keni shkruar u ruajt. Përgjigjja do të shfaqet këtu.',
  'chat.notKept': 'Kjo nuk mund të ruhej tani. Ju lutemi dërgojeni sërish pas pak.',
  'chat.shortened': '… (shkurtuar)',
  'chat.answerLost': 'Kërkesa juaj u mor, por përgjigjja nuk mundi të shfaqej.',
  'chat.lateAnswer': 'Boti u rinis ndërsa po merrej me atë që dërguat. Kjo është përgjigjja.',
  'chat.nothingOpen':
    'Nuk ka asgjë të hapur ku mund të shkonte kjo. Filloni me „Kontribuo“ te projektakti ose me „kontributet“; pastaj shkruajeni ose dërgojeni prapë.',
} as const;
