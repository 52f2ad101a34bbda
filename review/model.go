package review

import (
	"slices"
	"strings"

	"countersign/fault"
)

// ModelRoute is how a foundation model is reached.
type ModelRoute string

// Routes. Through a cloud platform or a sub-processor the model is another subject than directly: its name stands in Via.
const (
	RouteDirect       ModelRoute = "direct"
	RouteCloud        ModelRoute = "cloud-platform"
	RouteSubprocessor ModelRoute = "through-subprocessor"
	RouteSelfHosted   ModelRoute = "self-hosted"
	RouteUnknown      ModelRoute = "unknown"
)

// ModelRoutes lists them in the order in which people are shown them.
func ModelRoutes() []ModelRoute {
	return []ModelRoute{RouteDirect, RouteCloud, RouteSubprocessor, RouteSelfHosted, RouteUnknown}
}

// ModelUse is a foundation model that the vendor's service uses, and how it is reached.
type ModelUse struct {
	Provider string     `json:"provider" maxLength:"200" doc:"Who makes the model, such as Anthropic"`
	Model    string     `json:"model,omitempty" maxLength:"200" doc:"As far as known"`
	Route    ModelRoute `json:"route,omitempty" enum:"direct,cloud-platform,through-subprocessor,self-hosted,unknown" doc:"unknown when not said"`
	Via      string     `json:"via,omitempty" maxLength:"200" doc:"The cloud platform or the sub-processor, which these two routes need"`
}

// cleanModels trims the models and says what is wrong with them.
func cleanModels(models []ModelUse) ([]ModelUse, error) {
	out := make([]ModelUse, 0, len(models))
	for i, m := range models {
		m.Provider, m.Model, m.Via = oneLine(m.Provider), oneLine(m.Model), oneLine(m.Via)
		if m.Route == "" {
			m.Route = RouteUnknown
		}
		through := m.Route == RouteCloud || m.Route == RouteSubprocessor
		switch {
		case m.Provider == "":
			return nil, fault.New(fault.Invalid, "models.%d.provider: say who makes the model", i)
		case max(len(m.Provider), len(m.Model), len(m.Via)) > mostName:
			return nil, fault.New(fault.Invalid, "models.%d: at most %d characters in each field", i, mostName)
		case !slices.Contains(ModelRoutes(), m.Route):
			return nil, fault.New(fault.Invalid, "models.%d.route: one of %v, not %q", i, ModelRoutes(), m.Route)
		case through && m.Via == "":
			return nil, fault.New(fault.Invalid, "models.%d.via: name the cloud platform or the sub-processor", i)
		case slices.Contains(out, m):
			return nil, fault.New(fault.Invalid, "models.%d: it is listed twice", i)
		}
		out = append(out, m)
	}
	return out, nil
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// ModelKey is a provider's name as it is compared: capitals and spaces do not matter.
func ModelKey(provider string) string { return strings.ToLower(oneLine(provider)) }
