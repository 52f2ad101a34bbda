package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const here = "countersign/parser"

func shown(t *testing.T, notes []string, events ...event) string {
	t.Helper()
	var in, out bytes.Buffer
	for _, e := range events {
		require.NoError(t, json.NewEncoder(&in).Encode(e))
	}
	require.NoError(t, show(&in, &out, notes))
	return out.String()
}

func TestAPassingRunShowsClosingLinesOnly(t *testing.T) {
	got := shown(t, nil,
		event{"run", here, "TestA", ""},
		event{"output", here, "TestA", "=== RUN   TestA\n"},
		event{"output", here, "TestA", "    a_test.go:3: chatter\n"},
		event{"pass", here, "TestA", ""},
		event{"output", here, "", "PASS\n"},
		event{"output", here, "", "ok  \tcountersign/parser\t0.1s\n"},
		event{"pass", here, "", ""})
	assert.Equal(t, "ok  \tcountersign/parser\t0.1s\nNo suite was skipped.\n", got)
}

func TestAFailureIsShownInFull(t *testing.T) {
	got := shown(t, nil,
		event{"output", here, "TestA", "=== RUN   TestA\n"},
		event{"output", here, "TestA", "    a_test.go:3: want 1\n"},
		event{"output", here, "TestA", "--- FAIL: TestA (0.00s)\n"},
		event{"fail", here, "TestA", ""},
		event{"output", here, "", "FAIL\tcountersign/parser\t0.1s\n"},
		event{"fail", here, "", ""})
	assert.Equal(t, "    a_test.go:3: want 1\n--- FAIL: TestA (0.00s)\nFAIL\tcountersign/parser\t0.1s\n"+
		"Failed:\n  parser TestA\nNo suite was skipped.\n", got)
}

func TestAPanicThatEndsNoTestIsShown(t *testing.T) {
	got := shown(t, nil,
		event{"output", here, "TestA", "panic: boom\n"},
		event{"output", here, "", "FAIL\tcountersign/parser\t0.1s\n"},
		event{"fail", here, "", ""})
	assert.Contains(t, got, "panic: boom\n")
}

func TestSkippedSuitesComeLastWithTheirReasons(t *testing.T) {
	got := shown(t, []string{"race detector: no C compiler"},
		event{"output", here, "TestA", "    a_test.go:3: tesseract is not installed\n"},
		event{"output", here, "TestA", "--- SKIP: TestA (0.00s)\n"},
		event{"skip", here, "TestA", ""},
		event{"output", here, "TestB/one", "        b_test.go:3: tesseract is not installed\n"},
		event{"skip", here, "TestB/one", ""},
		event{"output", here, "TestC", "--- SKIP: TestC (0.00s)\n"},
		event{"skip", here, "TestC", ""},
		event{"output", here, "", "ok  \tcountersign/parser\t0.1s\n"})
	assert.Equal(t, "ok  \tcountersign/parser\t0.1s\n"+
		"Skipped:\n"+
		"  race detector: no C compiler\n"+
		"  parser TestC: no reason given\n"+
		"  parser TestA, parser TestB/one: tesseract is not installed\n", got)
}

func TestWhatIsNoEventIsPassedOn(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, show(bytes.NewBufferString("go: no such tool\n"), &out, nil))
	assert.Contains(t, out.String(), "go: no such tool\n")
}

func TestAFullDiskIsReported(t *testing.T) {
	assert.ErrorContains(t, show(bytes.NewReader(nil), fullDisk{}, nil), "cannot print")
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left") }
