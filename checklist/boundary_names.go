package checklist

// modelProvider is a well-known developer or host of foundation models.
type modelProvider struct {
	name   string
	terms  []string // in the notation of package wording
	common bool     // the name is a word of other senses: it counts where the sentence speaks of models, or with a legal form
	owner  string   // the subservice organization that a report may list instead
}

// modelProviders are the names that are known. A name that is not here is found by what its sentence says it does.
func modelProviders() []modelProvider {
	return []modelProvider{
		{name: "Azure OpenAI", terms: []string{"azure .. openai", "azure =ai =foundry"}, owner: "microsoft"},
		{name: "OpenAI", terms: []string{"=openai", "=open =ai", "=chatgpt"}},
		{name: "Anthropic", terms: []string{"=anthropic"}},
		{name: "Amazon Bedrock", terms: []string{"amazon|aws =bedrock", "=bedrock"}, common: true, owner: "amazon"},
		{name: "Amazon SageMaker", terms: []string{"=sagemaker"}, owner: "amazon"},
		{name: "Google Vertex AI", terms: []string{"=vertex =ai"}, owner: "google"},
		{name: "Google Gemini", terms: []string{"=gemini"}, common: true, owner: "google"},
		{name: "Mistral AI", terms: []string{"=mistral"}, common: true},
		{name: "Cohere", terms: []string{"=cohere"}, common: true},
		{name: "Hugging Face", terms: []string{"=hugging =face", "=huggingface"}},
		{name: "AI21 Labs", terms: []string{"=ai21"}},
		{name: "xAI", terms: []string{"=xai", "=grok"}, common: true},
		{name: "Meta Llama", terms: []string{"=llama", "meta =llama"}, common: true},
		{name: "DeepSeek", terms: []string{"=deepseek"}},
		{name: "Alibaba Qwen", terms: []string{"=qwen"}},
		{name: "Aleph Alpha", terms: []string{"=aleph =alpha"}},
		{name: "Stability AI", terms: []string{"=stability =ai"}},
		{name: "Together AI", terms: []string{"=together =ai"}},
		{name: "Fireworks AI", terms: []string{"=fireworks =ai"}},
		{name: "Groq", terms: []string{"=groq"}},
		{name: "Perplexity", terms: []string{"=perplexity"}, common: true},
		{name: "Voyage AI", terms: []string{"=voyage =ai"}},
		{name: "IBM watsonx", terms: []string{"=watsonx"}, owner: "ibm"},
		{name: "NVIDIA NIM", terms: []string{"nvidia =nim|=nemo"}},
		{name: "ElevenLabs", terms: []string{"=elevenlabs"}},
		{name: "Deepgram", terms: []string{"=deepgram"}},
		{name: "AssemblyAI", terms: []string{"=assemblyai"}},
		{name: "Reka AI", terms: []string{"=reka =ai"}},
	}
}
