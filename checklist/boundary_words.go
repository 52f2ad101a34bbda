package checklist

// sense is a class of words that place AI in a description.
type sense int

// Senses. The first five name AI; the others say how it is meant.
const (
	generic  sense = iota // AI by its general names
	feature               // a function of the product
	kind                  // a kind of model
	trace                 // what only exists where a model is at work
	third                 // models of somebody else
	praise                // marketing
	tool                  // bought security tools
	talk                  // boards, laws and threats that AI is talked of in
	staffUse              // people at work with chatbots
	customer              // the duty of customers
	future                // not there yet
	lacks                 // says that what follows is not there
	exists                // after "no": says that it is not there
	trainsNo              // no models are trained, which leaves bought ones
	outside               // beyond the boundary
	others                // a subservice organization's controls
	product               // what comes out of a model, where the service is known to have one
	senses
)

// boundaryWords are the words of each sense, in the notation of package wording. A word of AI counts where no near miss hides it.
func boundaryWords() [senses][]string {
	return [senses][]string{
		generic: {"artificial intelligence", "machine learning", "machine learned", "deep learning", "=ai", "=ml", "=generative", "=genai", "=predictive"},
		feature: {
			"=ai|intelligence|learning|=generative function|functions|feature|features|component|components|capability|service|module|assistant|system|agent|layer",
			"=ai powered|driven|based|enabled|assisted assistant|chat|search|summary|summaries|recommendation|draft|reply|scoring|triage|translation",
			"based on .. =ai|machine|artificial", "chatbot", "virtual|voice|chat|drafting|writing|tutoring|digital assistant", "an assistant that",
			"answers|replies|summaries|drafts|proposals|recommendations .. generated|drafted|produced by .. model|=ai|assistant",
		},
		kind: {
			"language|foundation|frontier|base|embedding|speech|vision|=generative|=predictive|statistical|boosted|=trained|=tuned|=learned|scoring|forecasting model",
			"classification|neural|transformer|diffusion|multimodal|regression|fraud|churn|demand|recommendation|ranking model",
			"large language", "=llm|=llms|=slm|=slms", "gpt*", "neural network", "=classifier|=classifiers|=recommender|=recommenders", "random forest",
			"gradient boosting", "model that|which predicts|estimates|scores|ranks|proposes|recommends|classifies|answers|writes|reads|extracts",
			"model =predicts|=estimates|=scores|=ranks|=proposes|=recommends|=classifies", "=claude", "=llama", "=gemini", "=mixtral", "=deepseek", "=grok",
			"=embedding =generation|=embedding|=model", "speech|image|vision|face recognition", "transcription engine|model",
		},
		trace: {
			"=inference log|logs|service|cluster|clusters|endpoint|endpoints|server|servers|traffic|request|requests|api|runs|tier|workload|context|contexts",
			"model|language|llm =inference", "=prompts and|or completion|completions|response|responses|reply|replies|answer|answers|output|outputs",
			"=prompt and|or|the completion|response|reply|answer|output", "prompt injection|template|log", "templates of =prompts", "system =prompt|=prompts",
			"model registry|register|release|releases|version|versions|drift|weights|artifact|artifacts|card|cards|training|serving|metric|metrics|output|outputs",
			"model and =prompt", "released|production|registered|retrained|candidate model", "fine tune", "=retrain|=retrained|=retraining .. model|models", "model|models .. =retrained|=retraining",
			"=training =data|dataset|datasets|corpus|corpora", "=train|=training .. model|models", "models are =trained", "concept|feature|input|data drift",
			"=embeddings", "vector store|database|index", "hallucination", "produced|proposed by .. model", "reviewer overrides the model",
			"the|our|upstream =model", "our =models", "=gpu|=gpus", "jailbreak", "adversarial example|examples|test|tests|input|inputs|prompt", "voice|chat|answer bot",
			"scoring|recommendation|prediction|ranking engine", "=trained =network|=networks", "networks are =trained", "fine tunes", "model supplier",
		},
		third: {
			"third party|parties|outside|external|licensed|hosted|purchased|upstream .. model|=llm|=llms", "foundation model", "provider|supplier|vendor of .. model",
			"model provider|supplier|vendor|api", "models|model supplied|provided|hosted|licensed|operated|served|developed by", "models of others",
			"models|model reached|obtained through|by|from", "commercial model|=llm|=llms",
		},
		praise: {
			"powered", "industry leading", "award winning", "cutting edge", "world class", "next generation", "=revolutionary", "state of the art", "=ai first",
			"=ai driven|enabled|native", "step ahead", "=transformative", "market leading", "best in class", "unparalleled", "unleash", "responsible =ai", "heart of everything", "latest intelligence",
		},
		tool: {
			"siem", "antivirus", "anti virus|malware", "malware", "endpoint protection|detection|security|agent", "=edr|=xdr|=mdr", "spam", "email|mail filter|filtering|gateway|security",
			"threat detection|intelligence", "intrusion", "security tool|tools|monitoring|analytics|information|operations", "guardduty", "log analysis", "user behavior",
			"failed log|logins|sign", "phishing", "network traffic|detection", "fraudulent log|sign", "code scanning|scanner", "vulnerability",
		},
		talk: {
			"risk assessment|register", "board", "emerging", "regulat*", "=law|=laws|=act", "policy|policies", "awareness", "course", "conference", "industry", "threats|attackers",
			"steering|ethics committee", "training program", "interview*", "governance",
		},
		staffUse: {
			"employee|employees|staff|personnel|contractors|workforce may|must|shall|should|use|enter|paste", "acceptable use", "public chatbot|chatbots|=ai",
			"own work", "employees|staff|personnel sign|acknowledge|complete|attend", "usage rules|policy", "internal chat", "coding|code assistant|copilot", "github copilot", "engineers|developers .. assistant", "internal use of",
		},
		customer: {
			"responsibility|responsible .. user|customer|customers|client|clients", "user entities|entity is|are|should|must|that|who|remain|have", "customers|clients|subscribers .. responsible|should|must",
			"their own account|model|models|key", "it is for the|each",
		},
		future: {
			"will be added|introduced|launched|released|made|available|extended|rolled", "generally available", "under consideration|development|evaluation", "roadmap",
			"later|future release|phase", "next fiscal|calendar year", "next year", "=plans|=plan|=intends|=intend|=expects to", "is|are planned|scheduled", "planned for", "not yet",
		},
		lacks: {
			"contain|include|use|have|has|employ|offer|involve|incorporate|embed|apply|make|operate|=fits =no|=neither",
			"do|does|did not contain|include|use|employ|offer|involve|incorporate|rely|embed|apply|have|make|provide|operate", "there is|are|was|were no", "free of|from",
		},
		exists: {"exist", "is|are present|used|included|offered", "part of", "in use", "within the .. boundaries|boundary|system"},
		trainsNo: {
			"fit|fits|train|trains|build|builds|develop|develops =no .. model", "do|does|did not train|fit|build|develop|retrain .. model",
			"do|does not train or fine", "=no .. model|models is|are|was|were trained|fitted|built|developed",
		},
		outside: {
			"lie|lies|is|are|was|were|fall|falls|stand|stands|remain|remains|sit|sits|operated|run|runs|hosted outside|beyond", "outside the .. boundary|boundaries|scope",
			"not within .. scope|boundary|boundaries|description", "not part of .. system|description|report|scope|examination",
			"excluded from .. scope|boundary|boundaries|description|report|examination|system", "description|report|examination|scope|boundaries .. exclud*|exclude",
			"out of scope", "not in scope", "not covered by .. report|examination|opinion|description", "not examined", "not described .. here|description|report",
			"description|report|examination|scope|opinion .. not include|cover|extend|address",
		},
		others: {"subservice", "carve out", "carved out", "controls of|at", "complementary", "their controls", "controls are"},
		product: {
			"output|outputs =released|shown|tested|selected|reviewed|sampled", "high stakes|impact output|outputs|decision|decisions|recommendation", "human review|oversight",
			"recommendation .. effect|released|shown", "=prediction|=predictions", "automated decision|decisions|recommendation|finding",
		},
	}
}
