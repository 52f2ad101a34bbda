package anatomy

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
)

// A pattern that was declared and never compiled would stop the reading of a report in its middle.
func TestEveryPatternIsCompiled(t *testing.T) {
	for _, group := range []any{*newLexicon(), *newDateReader(), *newResultLexicon(), *newNumberReader(), newIDReader(), newComplementReader(), newSubserviceReader(), newNameReader(), newHeadReader(), newLabelReader(), newKindReader(), newBridgeReader()} {
		v := reflect.ValueOf(group)
		for i := range v.NumField() {
			assert.False(t, v.Field(i).Kind() == reflect.Pointer && v.Field(i).IsNil(), "%s.%s has no pattern", v.Type(), v.Type().Field(i).Name)
		}
	}
}
