package scoring

import (
	"bytes"
	_ "embed"
	"fmt"

	"gopkg.in/yaml.v3"
)

//go:embed config.yaml
var defaultConfig []byte

// Config holds every weight, cap and ladder of the method, and the fields of a fact sheet. config.yaml says what each number means.
type Config struct {
	Version     string               `yaml:"version"`
	Evidence    map[Evidence]float64 `yaml:"evidence"` // share of a check's points that an answer of this grade earns
	Grades      []GradeBand          `yaml:"grades"`   // best first
	Sensitivity float64              `yaml:"sensitivity"`
	Report      ReportConfig         `yaml:"report"`
	Coverage    CoverageConfig       `yaml:"coverage"`
	Reliability ReliabilityConfig    `yaml:"reliability"`
	Incidents   IncidentConfig       `yaml:"incidents"`
	Inherent    InherentConfig       `yaml:"inherent"`
	Residual    ResidualConfig       `yaml:"residual"`
	Caps        []CapConfig          `yaml:"caps"`
	Dimensions  []DimensionConfig    `yaml:"dimensions"`
	Use         []Field              `yaml:"use"`
}

// GradeBand is a grade and the score, 0 to 100, from which it is given.
type GradeBand struct {
	Grade string  `yaml:"grade"`
	From  float64 `yaml:"from"`
}

// ReportConfig is the arithmetic of D1.
type ReportConfig struct {
	Type2        []MonthPoints      `yaml:"type2"` // longest period first
	Type1        float64            `yaml:"type1"`
	SOC3         float64            `yaml:"soc3"`
	Opinion      map[string]float64 `yaml:"opinion"`
	Scope        map[string]float64 `yaml:"scope"`
	Exceptions   ExceptionConfig    `yaml:"exceptions"`
	Recency      []Recency          `yaml:"recency"` // youngest first
	LetterMonths int                `yaml:"letter_months"`
	Stale        StaleConfig        `yaml:"stale"`
}

// MonthPoints are the points of a period of so many months or more.
type MonthPoints struct {
	Months int     `yaml:"months"`
	Points float64 `yaml:"points"`
}

// ExceptionConfig says what exceptions take away.
type ExceptionConfig struct {
	Full          float64  `yaml:"full"`
	Heavy         float64  `yaml:"heavy"`
	Other         float64  `yaml:"other"`
	Fixed         float64  `yaml:"fixed"` // given back for one that was answered and fixed
	HeavyCriteria []string `yaml:"heavy_criteria"`
}

// Recency is the factor of a report whose period ended at most so many months ago; WithLetter, where not zero, counts with a letter.
type Recency struct {
	Months     int     `yaml:"months"`
	Factor     float64 `yaml:"factor"`
	WithLetter float64 `yaml:"with_letter"`
}

// StaleConfig says after how many months a report is no longer relied on.
type StaleConfig struct {
	Type2      int `yaml:"type2"`
	WithLetter int `yaml:"with_letter"`
	Type1      int `yaml:"type1"`
}

// CoverageConfig is the arithmetic of D5.
type CoverageConfig struct {
	Groups     map[Group]float64    `yaml:"groups"`
	Severity   map[Severity]float64 `yaml:"severity"`
	Points     map[string]float64   `yaml:"points"`
	Exceptions CoverageExceptions   `yaml:"exceptions"`
}

// CoverageExceptions are the points of AI-R5.
type CoverageExceptions struct {
	None      float64   `yaml:"none"`
	Elsewhere float64   `yaml:"elsewhere"`
	ByCount   []float64 `yaml:"by_count"` // one, two, … on the criteria; the last for all more
	Criteria  []string  `yaml:"criteria"`
}

// ReliabilityConfig weighs signals.
type ReliabilityConfig struct {
	Weights map[Severity]float64 `yaml:"weights"`
	Bands   []Band               `yaml:"bands"` // best first
}

// Band is a name for numbers from a bound upwards.
type Band struct {
	Band string  `yaml:"band"`
	From float64 `yaml:"from"`
}

// IncidentConfig is the arithmetic of D4.
type IncidentConfig struct {
	Severity       map[Severity]float64  `yaml:"severity"`
	Relevance      map[Relevance]float64 `yaml:"relevance"`
	GoodResponse   float64               `yaml:"good_response"`
	HalfLifeMonths int                   `yaml:"half_life_months"`
	ListedMonths   int                   `yaml:"listed_months"`
}

// CapConfig is a ceiling on the score and what its condition needs to know.
type CapConfig struct {
	ID       string            `yaml:"id"`
	Score    float64           `yaml:"score"`
	When     string            `yaml:"when"`
	Months   int               `yaml:"months"`
	Below    float64           `yaml:"below"` // completeness, percent
	Criteria []string          `yaml:"criteria"`
	Tiers    []Tier            `yaml:"tiers"`
	Answers  map[string]string `yaml:"answers"` // all must be given so
}

// DimensionConfig is a dimension of the provider's score. The points of its fields sum to 100.
type DimensionConfig struct {
	ID      string  `yaml:"id"`
	Section string  `yaml:"section"`
	Title   string  `yaml:"title"`
	Weight  float64 `yaml:"weight"`
	Fields  []Field `yaml:"fields"`
}

// InherentConfig weighs our own use.
type InherentConfig struct {
	Highest             float64        `yaml:"highest"`
	Factors             []FactorConfig `yaml:"factors"`
	AutonomyForCritical float64        `yaml:"autonomy_for_critical"`
	Tiers               []TierBand     `yaml:"tiers"` // highest first
}

// FactorConfig is a factor of inherent risk, answered from 1 to 5.
type FactorConfig struct {
	ID     string  `yaml:"id"`
	Title  string  `yaml:"title"`
	Weight float64 `yaml:"weight"`
	Ask    string  `yaml:"ask"`
}

// TierBand is a tier, the inherent risk from which it is given, and how often to look again.
type TierBand struct {
	Tier             Tier    `yaml:"tier"`
	From             float64 `yaml:"from"`
	Months           int     `yaml:"months"`
	LightTouchMonths int     `yaml:"light_touch_months"`
}

// ResidualConfig turns inherent risk and score into what is left.
type ResidualConfig struct {
	MostRemoved float64        `yaml:"most_removed"`
	Bands       []ResidualBand `yaml:"bands"` // highest first
}

// ResidualBand is a band of residual risk and how far it shortens the time to the next assessment.
type ResidualBand struct {
	Band     string  `yaml:"band"`
	From     float64 `yaml:"from"`
	Months   int     `yaml:"months"` // 0: the tier decides
	ExitPlan bool    `yaml:"exit_plan"`
}

// DefaultConfig is the configuration that the program carries.
func DefaultConfig() (Config, error) { return LoadConfig(defaultConfig) }

// LoadConfig reads a configuration from YAML and refuses unknown keys and numbers that do not fit together. The error lists every
// mistake.
func LoadConfig(raw []byte) (Config, error) {
	var cfg Config
	d := yaml.NewDecoder(bytes.NewReader(raw))
	d.KnownFields(true)
	if err := d.Decode(&cfg); err != nil {
		return Config{}, fmt.Errorf("cannot read the scoring configuration: %w", err)
	}
	if err := cfg.check(); err != nil {
		return Config{}, fmt.Errorf("cannot use the scoring configuration: %w", err)
	}
	return cfg, nil
}
