import js from '@eslint/js'

// Which names exist is checked by tsc. What could turn a report's text into markup is forbidden here.
const markup = ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'srcdoc', 'write']

export default [
  js.configs.recommended,
  {
    rules: {
      'no-undef': 'off',
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', { max: 80, skipComments: true }],
    },
  },
  {
    files: ['page/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...markup.map((property) => ({ property, message: 'text goes in as text' })),
      ],
    },
  },
  { files: ['test/**'], rules: { 'max-lines-per-function': 'off' } },
]
