package servertest

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// listen serves the app on a port of this machine.
func (k *kit) listen() string {
	k.t.Helper()
	l, err := (&net.ListenConfig{}).Listen(k.t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(k.t, err)
	go func() { _ = k.app.Listener(l) }()
	k.t.Cleanup(func() { _ = k.app.ShutdownWithTimeout(time.Second) })
	return l.Addr().String()
}

// TestBrokenLine: an upload whose line breaks is no document, whatever had arrived of it.
func TestBrokenLine(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		vendor, address := k.vendor("Larkspur", ""), k.listen()
		conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", address)
		require.NoError(t, err)
		head := "POST /api/v1/vendors/" + vendor + "/documents HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer procurement\r\nContent-Type: application/pdf\r\n"
		_, err = fmt.Fprintf(conn, "%sContent-Length: 50000\r\n\r\n%s", head, tiny(strings.Repeat("a", 20000)))
		require.NoError(t, err)
		require.NoError(t, conn.(*net.TCPConn).CloseWrite())
		got, _ := io.ReadAll(conn)
		_ = conn.Close()
		assert.NotContains(t, string(got), " 202 ")
		assert.Zero(t, k.count("SELECT COUNT(*) FROM documents"))
	})
}

// TestUnknownLength: a file whose size nobody said before is taken, up to the same limit.
func TestUnknownLength(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		vendor, address := k.vendor("Larkspur", ""), k.listen()
		send := func(text string) int {
			r, err := http.NewRequestWithContext(context.Background(), http.MethodPost, "http://"+address+"/api/v1/vendors/"+vendor+"/documents", io.MultiReader(strings.NewReader(string(tiny(text)))))
			require.NoError(t, err)
			r.Header.Set("Authorization", "Bearer procurement")
			r.Header.Set("Content-Type", "application/pdf")
			resp, err := http.DefaultClient.Do(r)
			require.NoError(t, err)
			defer resp.Body.Close()
			_, err = io.Copy(io.Discard, resp.Body)
			require.NoError(t, err)
			return resp.StatusCode
		}
		assert.Equal(t, http.StatusAccepted, send(strings.Repeat("b", most/2)))
		assert.Equal(t, http.StatusRequestEntityTooLarge, send(strings.Repeat("c", most+1)))
		assert.Equal(t, http.StatusAccepted, send("d"), "the next request is answered")
	})
}
