const green = '#0f6b5c';

/** How Web Chat looks in our room. */
export const look = {
  rootHeight: '100%',
  rootWidth: '100%',
  accent: green,
  subtle: '#5f6b69',
  backgroundColor: 'transparent',
  primaryFont:
    "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'PingFang TC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif",
  paddingRegular: 14,

  bubbleBackground: '#ffffff',
  bubbleBorderColor: '#e3e9e7',
  bubbleBorderRadius: 16,
  bubbleTextColor: '#1d2726',
  bubbleMaxWidth: 560,
  bubbleMinHeight: 42,
  bubbleFromUserBackground: green,
  bubbleFromUserBorderColor: green,
  bubbleFromUserBorderRadius: 16,
  bubbleFromUserTextColor: '#ffffff',
  bubbleImageHeight: 240,
  bubbleImageMaxHeight: 320,

  groupTimestamp: 300_000,
  timestampColor: '#66726f',

  suggestedActionLayout: 'flow',
  suggestedActionBackgroundColor: '#ffffff',
  suggestedActionBackgroundColorOnHover: '#eef6f4',
  suggestedActionBackgroundColorOnActive: '#dcedea',
  suggestedActionBorderColor: '#bfd6d1',
  suggestedActionBorderRadius: 20,
  suggestedActionBorderWidth: 1,
  suggestedActionHeight: 40,
  suggestedActionTextColor: green,

  sendBoxBackground: '#ffffff',
  sendBoxBorderTop: 'solid 1px #cfdbd8',
  sendBoxHeight: 52,
  sendBoxMaxHeight: 160,
  sendBoxTextWrap: true,
  sendBoxTextColor: '#1d2726',
  sendBoxPlaceholderColor: '#6c7775',
  sendBoxButtonColor: green,
  sendBoxButtonShadeColor: 'transparent',
  sendBoxButtonShadeColorOnHover: '#eef6f4',
  sendBoxButtonShadeColorOnActive: '#dcedea',
  sendBoxButtonShadeColorOnFocus: 'transparent',

  uploadAccept: 'image/jpeg,image/png,image/gif,image/webp,image/heic',
  uploadMultiple: true,
  sendAttachmentOn: 'attach',
};
