package api_test

import "testing"

func TestRequestsOfOtherSitesAreRefused(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		admin := w.admin()
		token := w.done(w.send("POST", "/api/v1/tokens", map[string]any{"name": "script", "role": "procurement"}, "Cookie", admin), 201).text("token")
		for i, c := range []struct {
			method  string
			headers []string
			status  int
		}{
			{"POST", []string{"Cookie", admin}, 201}, // no browser
			{"POST", []string{"Cookie", admin, "Sec-Fetch-Site", "same-origin"}, 201},
			{"POST", []string{"Cookie", admin, "Sec-Fetch-Site", "none"}, 201},
			{"POST", []string{"Cookie", admin, "Sec-Fetch-Site", "same-site"}, 403}, // another host of ours
			{"POST", []string{"Cookie", admin, "Sec-Fetch-Site", "cross-site"}, 403},
			{"POST", []string{"Cookie", admin, "Sec-Fetch-Site", "cross-site", "Origin", "https://countersign.example.com"}, 403},
			{"POST", []string{"Cookie", admin, "Origin", "https://countersign.example.com"}, 201},
			{"POST", []string{"Cookie", admin, "Origin", "https://evil.example.com"}, 403},
			{"POST", []string{"Cookie", admin, "Origin", "https://countersign.example.com.evil.example"}, 403},
			{"POST", []string{"Cookie", admin, "Origin", "null"}, 403},
			{"GET", []string{"Cookie", admin, "Sec-Fetch-Site", "cross-site"}, 200},
			{"POST", []string{"Authorization", "Bearer " + token, "Sec-Fetch-Site", "cross-site"}, 201},
			{"POST", []string{"Authorization", "Bearer wrong", "Cookie", admin, "Sec-Fetch-Site", "cross-site"}, 401}, // the cookie does not count
		} {
			var body any
			if c.method == "POST" {
				body = map[string]any{"name": "Vendor " + string(rune('A'+i))}
			}
			a := w.send(c.method, "/api/v1/vendors", body, c.headers...)
			if c.status == 403 {
				w.refused(a, 403, "not-allowed")
				continue
			}
			w.done(a, c.status)
		}
		sign := map[string]any{"email": "ada@example.com", "password": goodPassword}
		w.refused(w.send("POST", "/api/v1/session", sign, "Origin", "https://evil.example.com"), 403, "not-allowed")
		w.refused(w.send("DELETE", "/api/v1/session", nil, "Cookie", admin, "Origin", "https://evil.example.com"), 403, "not-allowed")
	})
}
