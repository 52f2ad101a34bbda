//go:build linux || darwin

package api

import (
	"errors"
	"net"
	"syscall"
)

// hungUp tells whether the other side of a line has ended it. It takes nothing from the line and waits for nothing.
func hungUp(c net.Conn) bool {
	if secured, is := c.(interface{ NetConn() net.Conn }); is {
		c = secured.NetConn()
	}
	line, is := c.(syscall.Conn)
	if !is {
		return false
	}
	raw, err := line.SyscallConn()
	if err != nil {
		return false
	}
	gone := false
	err = raw.Control(func(fd uintptr) {
		var one [1]byte
		n, _, err := syscall.Recvfrom(int(fd), one[:], syscall.MSG_PEEK|syscall.MSG_DONTWAIT) //nolint:gosec // a descriptor is small
		gone = err == nil && n == 0 || errors.Is(err, syscall.ECONNRESET)
	})
	return gone && err == nil
}
