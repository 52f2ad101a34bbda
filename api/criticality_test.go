package api_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"countersign/internal/dbtest"
	"countersign/review"
	"countersign/store"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// answered are answers to all questions: the worked example of the scoring rules, of inherent risk 3.7.
func answered() object {
	return object{"high_stakes": "no", "answers": object{"data_sensitivity": 4, "consequence": 3, "autonomy": 2, "exposure": 4, "dependency": 4, "regulation": 3}}
}

// TestCriticalityGivesTheTier: answers make inherent risk, tier and cadence; what nobody answered counts at its worst and is asked for.
func TestCriticalityGivesTheTier(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		asked := d.get("olga", "/criticality").body["items"].([]any)
		require.Len(t, asked, 7)
		for _, q := range asked {
			assert.NotEmpty(t, q.(object)["ask"], q)
			assert.NotEmpty(t, q.(object)["title"], q)
		}
		made := d.ask("paula", http.MethodPost, "/vendors", "", object{"name": "Larkspur"})
		require.Equal(t, 201, made.status, made.body)
		path := "/vendors/" + made.text("id")
		got := d.get("audrey", path)
		assert.Equal(t, "unknown", got.text("tier"))
		assert.InDelta(t, 5, got.body["inherent_value"], 1e-9)
		assert.Nil(t, got.body["cadence"])
		assert.Nil(t, got.body["residual_risk"])
		risk := got.body["inherent_risk"].(object)
		assert.InDelta(t, 0, risk["completeness"], 1e-9)
		assert.Len(t, risk["unknown"], 7)

		edited := d.ask("paula", http.MethodPut, path, "1", object{"name": "Larkspur", "criticality": answered()})
		require.Equal(t, 200, edited.status, edited.body)
		assert.Equal(t, "high", edited.text("tier"))
		got = d.get("audrey", path)
		risk = got.body["inherent_risk"].(object)
		assert.InDelta(t, 3.7, risk["value"], 1e-9)
		assert.InDelta(t, 3.7, risk["low"], 1e-9)
		assert.InDelta(t, 100, risk["completeness"], 1e-9)
		assert.Len(t, risk["steps"].(object)["children"], 6)
		assert.InDelta(t, 12, got.body["cadence"].(object)["months"], 0)

		kept := d.ask("paula", http.MethodPut, path, "2", object{"name": "Larkspur Models"})
		require.Equal(t, 200, kept.status)
		assert.Equal(t, "high", kept.text("tier"), "answers that are not sent stay")
		open := answered()
		open["answers"].(object)["autonomy"] = nil
		open["high_stakes"] = "unknown"
		kept = d.ask("paula", http.MethodPut, path, "3", object{"name": "Larkspur Models", "criticality": open})
		require.Equal(t, 200, kept.status, kept.body)
		assert.Equal(t, "critical", kept.text("tier"), "unknown is never good")
		risk = d.get("audrey", path).body["inherent_risk"].(object)
		assert.InDelta(t, 500.0/7, risk["completeness"], 1e-9)
		assert.Equal(t, "high", risk["low_tier"])
		d.trail()
	})
}

// TestCriticalityIsRefused: each mistake is named, and leaves the vendor as it was.
func TestCriticalityIsRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		r, _ := d.under(review.InReview)
		path := "/vendors/" + r.VendorID
		for name, c := range map[string]struct {
			who    string
			body   object
			status int
			code   string
		}{
			"no such question": {"paula", object{"answers": object{"charm": 3}}, 422, "invalid-input"},
			"below":            {"paula", object{"answers": object{"autonomy": 0}}, 422, "invalid-input"},
			"above":            {"paula", object{"answers": object{"autonomy": 6}}, 422, "invalid-input"},
			"no number":        {"paula", object{"answers": object{"autonomy": "much"}}, 422, "invalid-input"},
			"odd stakes":       {"paula", object{"high_stakes": "maybe"}, 422, "invalid-input"},
			"business owner":   {"olga", answered(), 403, "not-allowed"},
			"auditor":          {"audrey", answered(), 403, "not-allowed"},
			"another unit":     {"bank", answered(), 404, "not-found"},
		} {
			a := d.ask(c.who, http.MethodPut, path, "1", object{"name": "Larkspur", "unit": "retail", "criticality": c.body})
			assert.Equal(t, c.status, a.status, "%s: %v", name, a.body)
			assert.Equal(t, c.code, a.text("code"), name)
		}
		assert.Equal(t, "unknown", d.get("audrey", path).text("tier"))
		assert.Equal(t, 404, d.get("bank", path).status)
		assert.Equal(t, 200, d.get("bank", "/criticality").status)
		assert.Equal(t, 401, d.get("", "/criticality").status)
	})
}

// TestVendorsByRisk: lists are filtered and sorted by what the answers make, with what nobody knows above all.
func TestVendorsByRisk(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		level := func(n int) object {
			answers := object{}
			for id := range answered()["answers"].(object) {
				answers[id] = n
			}
			return object{"answers": answers, "high_stakes": "no"}
		}
		for name, c := range map[string]object{"Low": level(1), "Moderate": level(2), "High": answered(), "Critical": level(5), "Unknown": nil, "Other low": level(1)} {
			body := object{"name": name}
			if c != nil {
				body["criticality"] = c
			}
			require.Equal(t, 201, d.ask("paula", http.MethodPost, "/vendors", "", body).status, name)
		}
		names := func(query string) (out []string) {
			for cursor := ""; ; {
				a := d.get("audrey", "/vendors?limit=2&"+query+"&cursor="+cursor)
				require.Equal(t, 200, a.status, a.body)
				for _, v := range a.body["items"].([]any) {
					out = append(out, v.(object)["name"].(string))
				}
				if cursor = a.text("next"); cursor == "" {
					return out
				}
			}
		}
		byTier := names("sort=-tier")
		assert.Equal(t, []string{"Unknown", "Critical", "High", "Moderate"}, byTier[:4])
		assert.ElementsMatch(t, []string{"Low", "Other low"}, byTier[4:])
		byRisk := names("sort=inherent_value")
		assert.Equal(t, []string{"Moderate", "High"}, byRisk[2:4])
		assert.ElementsMatch(t, []string{"Critical", "Unknown"}, byRisk[4:])
		assert.ElementsMatch(t, []string{"Low", "Other low", "High"}, names("tier=low,high"))
		assert.ElementsMatch(t, []string{"High", "Moderate"}, names("inherent_from=2&inherent_to=3.7&sort=name"))
		assert.Equal(t, "invalid-input", d.get("audrey", "/vendors?inherent_from=much").text("code"))
		assert.Equal(t, "invalid-input", d.get("audrey", "/vendors?sort=inherent_from").text("code"))
	})
}

// TestWhoUsesAModel: vendors are found by who makes the models that they use, and each model says how it is reached.
func TestWhoUsesAModel(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		model := func(provider, route, via string) object {
			return object{"provider": provider, "route": route, "via": via}
		}
		made := d.ask("paula", http.MethodPost, "/vendors", "", object{"name": "Larkspur", "models": []object{
			model("Sable  Labs", "direct", ""), model("Wren", "cloud-platform", "Amazon Bedrock"), model("sable labs", "self-hosted", ""), {"provider": "Ibis"},
		}})
		require.Equal(t, 201, made.status, made.body)
		assert.Equal(t, "Sable Labs", made.body["models"].([]any)[0].(object)["provider"])
		assert.Equal(t, "unknown", made.body["models"].([]any)[3].(object)["route"])
		require.Equal(t, 201, d.ask("paula", http.MethodPost, "/vendors", "", object{"name": "Sorrel", "models": []object{model("WREN", "through-subprocessor", "Larkspur")}}).status)
		for query, want := range map[string]int{"sable%20LABS": 1, "wren": 2, "Wren,Ibis": 2, "nobody": 0, "sable": 0} {
			assert.Len(t, d.get("audrey", "/vendors?model_provider="+query).body["items"], want, query)
		}
		edited := d.ask("paula", http.MethodPut, "/vendors/"+made.text("id"), "1", object{"name": "Larkspur", "models": []object{model("Ibis", "unknown", "")}})
		require.Equal(t, 200, edited.status)
		assert.Len(t, d.get("audrey", "/vendors?model_provider=wren").body["items"], 1, "what is not used any more is not found")
		for name, m := range map[string]object{
			"nobody": {"provider": " "}, "no such route": model("Wren", "carrier pigeon", ""), "no cloud": model("Wren", "cloud-platform", " "), "no sub-processor": model("Wren", "through-subprocessor", ""),
		} {
			a := d.ask("paula", http.MethodPost, "/vendors", "", object{"name": name, "models": []object{m}})
			assert.Equal(t, 422, a.status, name)
			assert.Equal(t, "invalid-input", a.text("code"), name)
		}
		twice := d.ask("paula", http.MethodPost, "/vendors", "", object{"name": "Twice", "models": []object{model("Wren", "direct", ""), model("Wren", "direct", "")}})
		assert.Contains(t, twice.text("detail"), "models.1")
	})
}

// TestResidualRisk: it rests on the newest approved report, or on one that was read; a report without a score takes nothing off.
func TestResidualRisk(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		r, _ := d.under(review.InReview)
		path := "/vendors/" + r.VendorID
		require.Equal(t, 200, d.ask("paula", http.MethodPut, path, "1", object{"name": "Larkspur", "unit": "retail", "criticality": answered()}).status)
		residual := func() object { return d.get("audrey", path).body["residual_risk"].(object) }
		assert.InDelta(t, 3.7, residual()["value"], 1e-9, "no score, no relief")
		assert.Equal(t, "critical", residual()["band"])
		cadence := d.get("audrey", path).body["cadence"].(object)
		assert.InDelta(t, 3, cadence["months"], 0)
		assert.Equal(t, true, cadence["exit_plan"])

		score := 72.0943
		r.Summary.Assurance, r.Version = &score, 2
		signed := r
		at := r.CreatedAt
		signed.ID, signed.State, signed.ApprovedAt, signed.Version = newID(), review.Approved, &at, 1
		lower := 39.0
		signed.Summary = &review.Summary{Kind: "soc2", Assurance: &lower}
		require.NoError(t, db.Reviews().Change(context.Background(), func(tx review.Tx) error { return tx.SaveReview(r) }))
		got := residual()
		assert.InDelta(t, 1.5660, got["value"], 1e-4)
		assert.Equal(t, "moderate", got["band"])
		assert.Equal(t, r.ID, got["review_id"])
		require.NoError(t, db.Reviews().Change(context.Background(), func(tx review.Tx) error { return tx.AddReview(signed) }))
		got = residual()
		assert.InDelta(t, 2.5456, got["value"], 1e-4, "what is signed counts before what is not")
		assert.Equal(t, "approved", got["review_state"])
		assert.InDelta(t, 6, d.get("audrey", path).body["cadence"].(object)["months"], 0)
	})
}

// TestRatingsFollowTheConfiguration: what another configuration rated is rated anew, once, and nobody's version rises.
func TestRatingsFollowTheConfiguration(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d, ctx := newDesk(t, db), context.Background()
		s := review.New(db.Reviews(), time.Now, newID)
		made := d.ask("paula", http.MethodPost, "/vendors", "", object{"name": "Larkspur", "criticality": answered()})
		_, err := db.Writer().ExecContext(ctx, "UPDATE vendors SET tier = 'low', tier_rank = 1, inherent = 1, rated_by = '0'")
		require.NoError(t, err)
		assert.Equal(t, "low", d.get("audrey", "/vendors").body["items"].([]any)[0].(object)["tier"])
		for _, want := range []int{1, 0} {
			n, err := s.Rerate(ctx)
			require.NoError(t, err)
			assert.Equal(t, want, n)
		}
		got := d.get("audrey", "/vendors").body["items"].([]any)[0].(object)
		assert.Equal(t, "high", got["tier"])
		assert.InDelta(t, 1, got["version"], 0)
		assert.Equal(t, made.text("updated_at"), got["updated_at"])
	})
}
